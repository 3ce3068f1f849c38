"""Figures of a reported result: what was counted, of what whole, for how much, and beside what plan or period.

Grammar over the numbers of a clause: "từ A lên B" tells what it was before; "trong đó nữ N" and "(nữ N, nam M)" are
parts of the figure before; "đạt N% kế hoạch", "tăng N% so với cùng kỳ", "chiếm N%" compare; "mỗi suất N đồng" and
"N triệu đồng/người" are prices, which do not add up.
"""

import re
from dataclasses import dataclass, replace

from dondoc.core.reported import Basis, Comparison, Figure, Precision
from dondoc.core.target import Comparator
from dondoc.extract.figures import DIGITS, Number, value_of
from dondoc.extract.normalize import fold, squeeze
from dondoc.extract.owners import is_unit
from dondoc.extract.reported_numbers import LEFT, Noun, NumberReader, plain, without_ending
from dondoc.extract.reported_parts import Clause, PartReader

_BREAK = re.compile(r"[;:()]|(?<!\d)(?<!phòng),|(?<=\d),(?!\s\d)|(?<!\w)với(?!\w)")
#: "mỗi suất 500.000 đồng", "mỗi người 5 triệu đồng"; of time for counts too: "mỗi ngày nấu 40 suất".
_EACH = re.compile(r"(?<!\w)mỗi\s(?P<noun>(?:[^\W\d]+\s){1,3}?)(?:(?:trị giá|được|là|với|số tiền|mức|hỗ trợ)\s)*$")
_EACH_BEHIND = re.compile(r"\s(?:cho\s)?mỗi\s(?P<noun>[^\W\d]+(?:\s(?:công|đoàn|xã|phường)\s?[^\W\d]+)?)")
_EACH_TIME = re.compile(r"(?<!\w)(?:mỗi|hằng|hàng)\s(?P<noun>ngày|tuần|tháng|quý|năm|ca|số|kỳ)(?!\w)[^,;.]{0,30}$")
_FROM = re.compile(
    rf"(?<!\w)từ\s(?P<n>{DIGITS})\s?%?(?:\s[^\W\d]+){{0,4}}\s(?:lên|xuống|thành|còn)"
    r"(?:\s(?:còn|thành|trên|gần|tới|đến|từ))*$"
)
_ONWARDS = re.compile(r"[^,;.()\d]{0,30}?\s(?:lên|xuống|thành|còn)\s(?:(?:còn|thành|trên|gần|tới|đến|từ)\s)*\d")
_LABEL = re.compile(r"(?P<label>[^\W\d][^,;:()]{1,80}?)\s?:\s?(?:(?:đạt|là|ước|trên|hơn|gần|khoảng)\s)*$")
#: A label at the head of the clause may be a list: "Chi thăm hỏi ốm đau, hiếu hỉ: 32 lượt".
_HEAD_LABEL = re.compile(r"(?P<label>[^\W\d][^;:().\d]{1,80}?)\s?:\s?(?:(?:đạt|là|ước|trên|hơn|gần|khoảng)\s)*$")
#: What goes up or down by a count: "Số đoàn viên giảm 35 người".
_AMOUNT = re.compile(r"(?:tổng số|số|quân số|dân số|sĩ số|lượng)\s(?!tiền)")
_COUNTING = re.compile(r"(?:tổng )?số(?: lượng)?\s")
_PART_LEAD = re.compile(r"^\s?(?:trong đó|trong số đó|riêng|có|hiện có|hiện|gồm|còn)(?!\w)(?: có(?!\w))?")
_SINCE = re.compile(r"[^;.]{0,60}?(?<!\w)so(?: với)?\s(?P<what>[^,;.()]{2,40})")
_UP = re.compile(r"(?:tăng(?: thêm)?|vượt|cao hơn|nhiều hơn|hơn)(?: (?:khoảng|gần|trên|hơn))?$")
_DOWN = re.compile(r"(?:giảm(?: còn)?|thấp hơn|ít hơn|hụt)(?: (?:khoảng|gần|trên|hơn))?$")
_SHARE_OF = re.compile(r"(?<!\w)(?:chiếm|chiếm tỷ lệ)(?: (?:khoảng|gần|trên|hơn))?$")
#: What a further share of the same attained: "trên 90% đoàn viên đạt A, 15% |đạt B".
_ATTAINS = re.compile(r"\s?(?P<what>(?:đạt|được|xếp loại|hoàn thành|là)\s[^,;:.()]{2,60})")
_UPWARD = re.compile(r"[^,;.()\d]{0,45}(?<!\w)trở lên(?!\w)")
_PAID = re.compile(r"(?<!\w)(?:chi|trích|ủng hộ|hỗ trợ|đóng góp|quyên góp|cấp|tặng|trao|cho vay|thưởng)(?!\w)")
_LINK = re.compile(
    r"(?:đạt được|đạt|là|ước|bằng|chiếm|còn|trên|hơn|gần|khoảng|từ|lên|xuống|tới|đến|có|được|với|mới|chỉ|đã|hiện|dưới"
    r"|thêm|tính|thực hiện|vượt|tổng|thu|huy động|chi|cho|một|ở|tại|ước tính|mức|tăng|giảm|lũy kế|tương đương|ít nhất"
    r"|không quá|trích|giải ngân|cho vay|ủng hộ|quyên góp|đóng góp|mỗi)$"
)
_FAR_LEFT, _BRACKET, _NEAR = 160, 20, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The figures and comparisons of a clause; their spans count in the document."""

    figures: tuple[Figure, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    #: Where the first number stands, from the beginning of the clause; -1 where there is none.
    first: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureReader:
    """Reads the figures of the clauses of one passage."""

    numbers: NumberReader

    def read(self, start: int, end: int) -> Counted:
        """All figures of `[start, end)`, each with what it is a part of, and the comparisons that hang on them."""
        clause = Clause(start, end)
        for number in self.numbers.numbers(start, end):
            if self._take(clause, number):
                clause.told.add(number.start)
            if clause.first < 0 and (clause.figures or clause.comparisons):
                clause.first = number.start - start
        self._parts.add_labelled(clause)
        order = sorted(range(len(clause.figures)), key=lambda index: clause.figures[index].start)
        places: dict[int | None, int | None] = {None: None} | {index: place for place, index in enumerate(order)}
        return Counted(
            figures=tuple(replace(one, part_of=places[one.part_of]) for one in map(clause.figures.__getitem__, order)),
            comparisons=tuple(replace(one, figure=places[one.figure]) for one in clause.comparisons),
            first=clause.first,
        )

    @property
    def _key(self) -> str:
        return self.numbers.passage.key

    @property
    def _parts(self) -> PartReader:
        return PartReader(numbers=self.numbers)

    def _take(self, clause: Clause, number: Number) -> bool:
        """Add the figure or the comparison of one number; whether it is one."""
        noun = self.numbers.noun(number, clause.end)
        if noun is None or number.start < clause.passed:
            return False
        before = self._key[max(clause.start, number.start - LEFT) : number.start].rstrip()
        if before.endswith("từ") and _ONWARDS.match(self._key, number.end, clause.end):
            return False  # "từ 14 tổ |xuống còn 11 tổ": it is told with what became of it
        if before.endswith("từ") and clause.figures and not number.percent and _UPWARD.match(self._key, number.end):
            return False  # "68% doanh nghiệp đối thoại từ hai lần trở lên": which ones, not how many
        counts = noun.end > noun.start and not (number.percent and self._is_basis(noun.start))
        if self._compare(clause, number, noun, before, counts=counts):
            return True
        figure = self._figure(clause, number, noun, before, counts=counts)
        if not figure.unit and not number.percent:
            return False  # a number with nothing to count
        clause.figures.append(figure)
        clause.passed = max(number.end, noun.end if counts else 0, noun.whole_end)
        clause.ends.append(clause.passed)
        clause.edge = max(clause.edge, clause.passed)
        return True

    def _is_basis(self, at: int) -> bool:
        """Whether "kế hoạch", "chỉ tiêu", "so với" stands there: what a rate is of, not what it counts."""
        plans = self.numbers.words.plans
        return plans.match(self._key, at) is not None or self._key.startswith(("so với", "cùng kỳ"), at)

    def _compare(self, clause: Clause, number: Number, noun: Noun, before: str, *, counts: bool) -> bool:
        """Add a comparison, where the number is one; the figure that it is about stands before it."""
        basis = self._basis(clause, number, noun, before, counts=counts)
        if basis is None:
            return False
        owns = number.percent and counts  # "giảm 12% |chi phí điện"
        segment = self._segment(clause, number.start)
        end = noun.end if not number.percent or owns else number.end
        start, stop = self.numbers.passage.span(number.start, end)
        is_change = self._is_change(before, basis, number, noun)
        measured = (
            self.numbers.written(noun.start, noun.end) if owns else self._measured(clause, number.start, is_money=False)
        )
        last = len(clause.figures) - 1 if clause.figures else None
        clause.comparisons.append(
            Comparison(
                start=start,
                end=stop,
                text=self.numbers.written(number.start, end),
                basis=basis,
                value=-number.value if is_change and _DOWN.search(before) else number.value,
                percent=number.percent,
                is_change=is_change,
                unit="" if number.percent else self.numbers.written(noun.start, noun.end),
                of=measured,
                figure=None if segment or (owns and basis is not Basis.WHOLE) else last,
            )
        )
        plan = self.numbers.words.plans.match(self._key, noun.start) or ""
        clause.edge = max(clause.edge, end, noun.start + len(plan))
        return True

    def _basis(self, clause: Clause, number: Number, noun: Noun, before: str, *, counts: bool) -> Basis | None:
        """What the number is compared with; None where it is a figure of its own."""
        if number.percent and self.numbers.words.plans.match(self._key, noun.start):
            return Basis.PLAN
        since = _SINCE.match(self._key, number.end, clause.end)
        changed = _UP.search(before) is not None or _DOWN.search(before) is not None
        points = self._key.startswith("điểm ", noun.start)  # "tăng 10 điểm phần trăm"
        is_of = since is not None and (clause.figures or self._segment(clause, number.start))
        of_same = number.percent or points or self._same_noun(clause, noun) or is_of
        if changed and of_same and (since or not (counts and number.percent)):
            return self._since(since)
        if changed and not (number.percent or clause.figures) and _AMOUNT.match(self._segment(clause, number.start)):
            return Basis.UNSTATED
        if not number.percent or not clause.figures or self._segment(clause, number.start):
            return None
        if _SHARE_OF.search(before) or (not counts and self._is_bracketed(number)):
            return Basis.WHOLE
        return None if counts or self._attained(clause, number) else Basis.UNSTATED

    def _is_change(self, before: str, basis: Basis, number: Number, noun: Noun) -> bool:
        up, down = _UP.search(before), _DOWN.search(before)
        if basis is Basis.PLAN and number.percent and self.numbers.words.plans.match(self._key, noun.start):
            return down is not None or (up is not None and "vượt" in up[0])
        return basis is not Basis.WHOLE and (up is not None or down is not None)

    def _is_bracketed(self, number: Number) -> bool:
        left = self._key[max(0, number.start - 6) : number.start].rstrip()
        return left.endswith(("(", "(bằng"))

    def _since(self, since: re.Match[str] | None) -> Basis:
        if since is None:
            return Basis.UNSTATED
        if self.numbers.words.plans.match(since["what"], 0):
            return Basis.PLAN
        return Basis.SAME_PERIOD if "cùng kỳ" in since["what"] else Basis.BEFORE

    def _same_noun(self, clause: Clause, noun: Noun) -> bool:
        """Whether an earlier figure of the clause counts the same ("xảy ra 04 vụ, giảm 02 vụ")."""
        head = self._key[noun.start : noun.end].split()[:1]
        return bool(head) and any(fold(one.unit).split()[:1] == head for one in clause.figures[-_NEAR:])

    def _segment(self, clause: Clause, at: int) -> str:
        """The words of its own that a number has before it: what stands behind the last mark, links taken off."""
        left = self._key[max(clause.start, at - _FAR_LEFT) : at]
        origin = max((match.end() for match in _BREAK.finditer(left)), default=0) + at - len(left)
        origin = max(origin, clause.edge)
        words = _PART_LEAD.sub("", self._key[origin:at]).strip(" .-").removeprefix("và ")
        while (link := _LINK.search(words)) and not words.endswith("trở lên"):
            if link.start() and words[link.start() - 1].isalnum():
                break
            words = words[: link.start()].rstrip()
        return words

    def _measured(self, clause: Clause, at: int, *, is_money: bool) -> str:
        """The noun before a rate or an amount ("công suất sử dụng giường bệnh", "tổng trị giá"), as written."""
        segment = self._segment(clause, at) or self._before_bracket(clause, at)
        place = self._key.rfind(segment, max(clause.start, at - 2 * _FAR_LEFT), at) if segment else -1
        if place < 0:
            return ""
        stop = place + len(segment)
        place = self._past_deed(place, stop)
        if is_money:
            place = self._amount_at(place, stop)
            is_payer = is_unit(self._key[place:stop], self.numbers.lexicon) or self.numbers.words.holders.match(
                self._key, place
            )
            if is_payer and _PAID.search(self._key, stop, at):
                return ""  # "Công đoàn Bộ đã chi |1,2 tỷ đồng": who paid
        unsure = self.numbers.words.estimated.match(self._key, place)
        return self.numbers.written(place + len(unsure or ""), stop).strip(" .,:;-")

    def _past_deed(self, place: int, stop: int) -> int:
        """Behind "đã" and its verb: "Trung tâm đã rút ngắn |thời gian xuống còn 2 ngày"."""
        for at, done in self.numbers.words.done.finditer(self._key, place, stop):
            verb = self.numbers.lexicon.verbs.openers.search(self._key, at + len(done), stop)
            if verb:
                return verb[0] + len(verb[1])
        return place

    def _amount_at(self, place: int, stop: int) -> int:
        """Where the noun of an amount of money begins: behind "có", its own word ("tổng số tiền"), or the verb."""
        key, words = self._key, self.numbers.words
        having = key.rfind(" có ", place, stop)
        place = having + len(" có ") if having > place else place
        for at, phrase in words.amounts.finditer(key, place, stop):
            if at + len(phrase) == stop:
                return at
        verb = None if words.compounds.match(key, place) else self.numbers.lexicon.verbs.openers.match(key, place)
        return place if verb is None or verb in words.measuring.words else place + len(verb)

    def _before_bracket(self, clause: Clause, at: int) -> str:
        """What a rate in brackets measures, where no figure stands before: "Thu thuế chậm (mới đạt 58%)"."""
        bracket = self._key.rfind("(", max(clause.start, at - _BRACKET), at)
        return "" if bracket < 0 or clause.figures else self._segment(clause, bracket)

    def _figure(self, clause: Clause, number: Number, noun: Noun, before: str, *, counts: bool) -> Figure:
        comparator, precision, bare = self._bound(before, number)
        if precision is Precision.EXACT and self.numbers.words.estimated.match(self._key, clause.start):
            precision = Precision.ESTIMATED  # "Ước cả năm kết nạp 120 đoàn viên"
        was = _FROM.search(before)
        behind = _EACH_BEHIND.match(self._key, noun.end, clause.end) if noun.is_money and not noun.per else None
        each = _each(bare, is_money=noun.is_money, is_percent=number.percent) if not noun.per and not behind else ""
        label = self._label(clause, number.start)
        attained = self._attained(clause, number) if number.percent and not counts else ""
        of = label or attained
        if not of and not each and (noun.is_money or noun.is_time or not counts):
            since = max(clause.start, number.start - LEFT) + was.start() if was else number.start
            of = self._measured(clause, since, is_money=noun.is_money)
        end = noun.end if counts else number.end
        start, stop = self.numbers.passage.span(number.start, end)
        return Figure(
            start=start,
            end=stop,
            text=self.numbers.written(number.start, end),
            value=number.value,
            unit=self._unit(clause, number, noun, label, counts=counts, again=bool(attained)),
            percent=number.percent,
            comparator=comparator,
            precision=precision,
            whole=number.whole if number.whole is not None else noun.whole,
            high=number.high,
            before=value_of(was["n"]) if was else None,
            money=plain(number.value * noun.scale) if noun.is_money else None,
            per=noun.per or each or (behind["noun"] if behind else ""),
            of=of,
            part_of=self._parts.whole_of(clause, number),
        )

    def _unit(self, clause: Clause, number: Number, noun: Noun, label: str, *, counts: bool, again: bool) -> str:
        """The noun that is counted: its own, that of the share before it, or what its label counts."""
        if counts:
            end = self._key.index("/", noun.start) if noun.per else noun.end
            return self.numbers.written(noun.start, end)
        if again:
            return clause.figures[-1].unit
        counting = None if number.percent else _COUNTING.match(fold(label))
        return label[counting.end() :] if counting else ""

    def _attained(self, clause: Clause, number: Number) -> str:
        if not clause.figures or not clause.figures[-1].percent:
            return ""
        match = _ATTAINS.match(self._key, number.end, clause.end)
        return self.numbers.written(match.start("what"), match.end()) if match else ""

    def _label(self, clause: Clause, at: int) -> str:
        """The label before the number: "Đảng viên: 23 đ/c"; "" where none stands."""
        label = _HEAD_LABEL.match(self._key, clause.start, at) if at - clause.start < _FAR_LEFT else None
        label = label or _LABEL.search(self._key, max(clause.start, at - _FAR_LEFT), at)
        if label is None:
            return ""
        cut = self._key.rfind(". ", label.start("label"), label.end("label"))
        return self.numbers.written(max(label.start("label"), cut + 2 if cut >= 0 else 0), label.end("label"))

    def _bound(self, before: str, number: Number) -> tuple[Comparator, Precision, str]:
        """How the words before bound the number, and those words without the bound."""
        phrases, words, precision = self.numbers.lexicon.numbers, self.numbers.words, Precision.EXACT
        for _ in range(2):
            for unsure, sure in ((words.about, Precision.ABOUT), (words.estimated, Precision.ESTIMATED)):
                left = without_ending(before, unsure.words)
                if left is not None:
                    before, precision = left, sure
        if before.endswith(("thấp nhất", "cao nhất")):
            return Comparator.EXACTLY, precision, before  # the lowest of all is told, no bound
        for bounds, comparator in (
            (phrases.at_least, Comparator.AT_LEAST),
            (phrases.at_most, Comparator.AT_MOST),
            (phrases.less_than, Comparator.LESS_THAN),
            (phrases.more_than, Comparator.MORE_THAN),
        ):
            left = without_ending(before, bounds.words)
            if left is not None:
                return comparator, precision, left
        up = _UPWARD.match(self._key, number.end) if before.endswith("từ") else None
        upward = up is not None and "tuổi" not in up[0]
        return Comparator.AT_LEAST if upward else Comparator.EXACTLY, precision, before


def _each(before: str, *, is_money: bool, is_percent: bool) -> str:
    """For one of what the number is ("mỗi suất", "mỗi tuần"), or ""."""
    each = _EACH.search(f"{before} ")
    if each and (is_money or " " not in each["noun"].strip()):
        return squeeze(each["noun"])
    time = None if is_percent else _EACH_TIME.search(f"{before} ")
    return time["noun"] if time else ""
