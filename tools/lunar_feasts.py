"""Prints the dates of the lunar feasts 2000-2050 for config/occasions.toml (lunar-vn, Vietnamese UTC+7 rules).

Run once and paste: `python tools/lunar_feasts.py`. The program itself never needs lunar-vn.
"""

from lunar_vn import LunarDate, lunar_to_solar

#: Code in config/occasions.toml: lunar day and month. The kitchen gods' day belongs to the lunar year that ends.
FEASTS = {
    "tet": (1, 1),
    "first_full_moon": (15, 1),
    "hung_kings": (10, 3),
    "buddha": (15, 4),
    "doan_ngo": (5, 5),
    "vu_lan": (15, 7),
    "mid_autumn": (15, 8),
    "kitchen_gods": (23, 12),
}


def main() -> None:
    for code, (day, month) in FEASTS.items():
        dates = [lunar_to_solar(LunarDate(day=day, month=month, year=year), 7.0) for year in range(1999, 2051)]
        kept = [date.isoformat() for date in dates if 2000 <= date.year <= 2050]
        print(f"[occasions.{code}]\ndates = [")
        for start in range(0, len(kept), 6):
            print("  " + ", ".join(kept[start : start + 6]) + ",")
        print("]")


if __name__ == "__main__":
    main()
