"""Letters about wishes for another day, at once or with the daily run."""

import logging
import threading

from dondoc.errors import DondocError
from dondoc.usecases.gather_office import LetterRun
from dondoc.usecases.tell_wishes import tell_wishes
from dondoc.wiring.office import Office

_LOG = logging.getLogger(__name__)


def tell_of_wishes(office: Office) -> LetterRun:
    """Write to who decides and to who asked."""
    return tell_wishes(office.begin, office.letter_post, office.letter_rules, now=office.clock.now)


def tell_of_wishes_soon(office: Office) -> threading.Thread:
    """The same beside the page that is being answered; what fails leaves with the daily run."""
    thread = threading.Thread(target=_try, args=(office,), name="wishes")
    thread.start()
    return thread


def _try(office: Office) -> None:
    try:
        tell_of_wishes(office)
    except DondocError as error:
        _LOG.warning("letters about wishes: %s", error)
