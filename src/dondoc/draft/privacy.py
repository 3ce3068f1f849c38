"""Hiding in messages what belongs to one person alone: numbers of identity and bank, and what illness somebody has."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cached_property
from typing import TypeVar, cast

#: A letter on its way to a person, or a part of one.
LetterT = TypeVar("LetterT")

#: Parts of a letter that lead somewhere or name a task: never words about a person.
_LEADS = frozenset({"code", "link", "key", "uid", "url", "template", "codes"})

#: Nothing of a number stands directly before or after: no letter, digit, slash, hyphen, dot or comma with a digit.
_ALONE_BEFORE = r"(?<![\w/+-])(?<!\d[.,])"
_ALONE_AFTER = r"(?![\w/%]|[.,-]\d|-\w)"

#: Twelve digits: together, or in groups of three and more with spaces or dots (Luật Căn cước 26/2023/QH15).
_TWELVE = re.compile(rf"{_ALONE_BEFORE}(?:\d{{12}}|(?<!\d )0\d{{2,8}}(?:[ .]\d{{3,9}}){{1,3}}(?! \d)){_ALONE_AFTER}")
#: Nine digits: together or in groups with spaces; with dots they are money.
_NINE = re.compile(rf"{_ALONE_BEFORE}(?:\d{{9}}|(?<!\d )\d{{3}} \d{{3}} \d{{3}}(?! \d)){_ALONE_AFTER}")
#: "20.11.2026", "20-11-2026".
_DAY = re.compile(r"\d{1,2}([.-])\d{1,2}\1\d{4}")
#: "144.000.000": money, even where no đồng stands behind it.
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
#: A name as people bear it, behind "đ/c" or a family name.
_NAME = r"[^\W\d_]+(?:\s+[^\W\d_]+){0,4}?"
#: The highest code of a province in a number of identity (Thông tư 59/2021/TT-BCA, phụ lục).
_LAST_PROVINCE = 96

#: So much before a number is looked at for what it is.
_LOOK_BACK = 30


@dataclass(frozen=True, kw_only=True)
class PrivacyRules:
    """`config/privacy.toml` as the masking knows it; words without regard to case."""

    mask: str
    identity_labels: tuple[str, ...]
    account_labels: tuple[str, ...]
    banks: tuple[str, ...]
    money_after: tuple[str, ...]
    keep_before: tuple[str, ...]
    health_states: tuple[str, ...]
    persons: tuple[str, ...]
    family_names: tuple[str, ...]
    health_labels: tuple[str, ...]
    health_parts: tuple[str, ...]
    health_names: tuple[str, ...]
    prevention: tuple[str, ...]

    def hide(self, text: str) -> str:
        """The text with such numbers and illnesses replaced; everything else stays as it is."""
        for pattern in (self._labelled_identity, self._labelled_account):
            text = pattern.sub(self._hide_labelled, text)
        text = self._before_bank.sub(self._hide_before_bank, self._after_bank.sub(self._hide_after_bank, text))
        text = _TWELVE.sub(self._hide_twelve, text)
        text = _NINE.sub(self._hide_nine, text)
        for illness in (self._diagnosis, self._illness):
            text = illness.sub(self._hide_illness, text)
        return self._illness_of.sub(self._hide_illness_of, text)

    @cached_property
    def _labelled_identity(self) -> re.Pattern[str]:
        return _after(self.identity_labels, r"[A-Z]{0,2}\d(?:[ .]?\d){6,14}")

    @cached_property
    def _labelled_account(self) -> re.Pattern[str]:
        return _after(self.account_labels, r"\d(?:[ .-]?\d){5,18}")

    @cached_property
    def _after_bank(self) -> re.Pattern[str]:
        return _after(self.banks, r"\d(?:[ .]?\d){7,18}")

    @cached_property
    def _before_bank(self) -> re.Pattern[str]:
        number = rf"{_ALONE_BEFORE}(\d(?:[ .]?\d){{7,18}})"
        return re.compile(
            rf"{number}(\s{{0,2}}[,(:–-]?\s{{0,2}}(?:(?i:tại|ở|của|NH)\s+)?(?i:{_any(self.banks)})(?!\w))"
        )

    @cached_property
    def _money(self) -> re.Pattern[str]:
        return re.compile(rf"\s{{0,2}}(?:{_any(self.money_after)})(?!\w)", re.IGNORECASE)

    @cached_property
    def _kept(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{_any(self.keep_before)})[\s:.(]{{0,4}}\Z", re.IGNORECASE)

    @cached_property
    def _illness(self) -> re.Pattern[str]:
        gap = r"[\s:(–-]{1,3}"
        return re.compile(
            rf"(?<!\w)((?:{_any(self.health_states)})(?:{gap}[^\W\d]+){{0,3}}?{gap})(?:{self._named})", re.IGNORECASE
        )

    @cached_property
    def _illness_of(self) -> re.Pattern[str]:
        """Behind a person: "đ/c Hoa (ung thư gan)", "Nguyễn Thị Mẫu: bệnh tiểu đường"."""
        person = rf"(?:(?i:{_any(self.persons)})\s+|(?=(?:{_any(self.family_names)})\s))(?P<name>{_NAME})"
        return re.compile(
            rf"(?<![\w/])({person}\s{{0,2}}[(:,–-]\s{{0,2}}(?i:bệnh\s+|bệnh\s+nhân\s+)?)(?i:{self._named})"
        )

    @cached_property
    def _diagnosis(self) -> re.Pattern[str]:
        labels = _any(self.health_labels)
        return re.compile(rf"(?<!\w)((?:{labels})\s{{0,2}}:\s{{0,2}})[^\s\d,;.:()][^\n,;.:()]{{0,80}}", re.IGNORECASE)

    @property
    def _named(self) -> str:
        """A name of an illness with what belongs to it ("ung thư gan", "tiểu đường type 2")."""
        return rf"(?:{_any(self.health_names)})(?:\s+(?:{_any(self.health_parts)}))*(?!\w)"

    @cached_property
    def _prevented(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{_any(self.prevention)})\s+(?:\w+\s+)?\Z", re.IGNORECASE)

    def _is_money(self, found: re.Match[str]) -> bool:
        return self._money.match(found.string, found.end()) is not None

    def _is_kept(self, found: re.Match[str]) -> bool:
        return self._kept.search(found.string[max(0, found.start() - _LOOK_BACK) : found.start()]) is not None

    def _hide_labelled(self, found: re.Match[str]) -> str:
        is_plain = self._is_money(found) or _DAY.fullmatch(found[2]) or self._kept.search(found[1])
        return found[0] if is_plain else found[1] + self.mask

    def _hide_after_bank(self, found: re.Match[str]) -> str:
        return found[0] if _THOUSANDS.fullmatch(found[2]) else self._hide_labelled(found)

    def _hide_before_bank(self, found: re.Match[str]) -> str:
        is_plain = _THOUSANDS.fullmatch(found[1]) or _DAY.fullmatch(found[1]) or self._is_kept(found)
        return found[0] if is_plain else self.mask + found[2]

    def _hide_twelve(self, found: re.Match[str]) -> str:
        digits = re.sub(r"\D", "", found[0])
        is_identity = len(digits) == 12 and 1 <= int(digits[:3]) <= _LAST_PROVINCE
        return self.mask if is_identity and not self._is_money(found) and not self._is_kept(found) else found[0]

    def _hide_nine(self, found: re.Match[str]) -> str:
        return found[0] if self._is_money(found) or self._is_kept(found) else self.mask

    def _hide_illness(self, found: re.Match[str]) -> str:
        before = found.string[max(0, found.start() - _LOOK_BACK) : found.start()]
        return found[0] if self._prevented.search(before) else found[1] + self.mask

    def _hide_illness_of(self, found: re.Match[str]) -> str:
        # "Đoàn viên khó khăn (ung thư, tai nạn)" is nobody.
        is_somebody = any(word[:1].isupper() for word in found["name"].split())
        return found[1] + self.mask if is_somebody else found[0]


def hide_in(letter: LetterT, rules: PrivacyRules) -> LetterT:
    """The letter with `hide` done to all its words; codes of tasks and links stay whole."""
    return cast("LetterT", _hidden(letter, rules))


def _hidden(value: object, rules: PrivacyRules) -> object:
    if isinstance(value, str):
        return rules.hide(value)
    if isinstance(value, tuple):
        return tuple(_hidden(one, rules) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            field.name: _hidden(getattr(value, field.name), rules)
            for field in fields(value)
            if field.init and field.name not in _LEADS and isinstance(getattr(value, field.name), str | tuple)
        }
        return replace(value, **changed)
    return value


def _after(labels: Iterable[str], number: str) -> re.Pattern[str]:
    # Between label and number stand a colon, "số", "là" or the name of a bank; never a digit or the end of the line.
    return re.compile(rf"((?<!\w)(?i:{_any(labels)})(?!\w)[^\d\n;]{{0,25}}?)(?<![\w/])({number})(?![\w/]|[.,-]\d)")


def _any(words: Iterable[str]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) or r"(?!)"
