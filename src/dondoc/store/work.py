"""One transaction over everything: the repositories share its connection."""

from sqlalchemy import Connection

from dondoc.store.activities import SqlActivities
from dondoc.store.commitments import SqlCommitments
from dondoc.store.contacts import SqlContacts
from dondoc.store.documents import SqlDocuments
from dondoc.store.erasure import SqlErasure
from dondoc.store.events import SqlEvents
from dondoc.store.examples import SqlExamples
from dondoc.store.files import SqlFiles
from dondoc.store.forms import SqlForms
from dondoc.store.grade_marks import SqlGradeMarks
from dondoc.store.inbound import SqlInbound
from dondoc.store.jobs import SqlJobs
from dondoc.store.keepings import SqlKeepings
from dondoc.store.links import SqlLinks
from dondoc.store.marks import SqlMarks
from dondoc.store.notices import SqlNotices
from dondoc.store.receipts import SqlReceipts
from dondoc.store.received_reports import SqlReceivedReports
from dondoc.store.report_edits import SqlReportEdits
from dondoc.store.reports import SqlReports
from dondoc.store.requests import SqlRequests
from dondoc.store.seal_check import SqlSeals
from dondoc.store.signed_reports import SqlSignedReports
from dondoc.store.slots import SqlSlots
from dondoc.store.units import SqlUnits


class SqlWork:
    """`ports.Work`: lives as long as the transaction of its connection."""

    def __init__(self, connection: Connection) -> None:
        self.units = SqlUnits(connection)
        self.documents = SqlDocuments(connection)
        self.commitments = SqlCommitments(connection)
        self.slots = SqlSlots(connection)
        self.activities = SqlActivities(connection)
        self.notices = SqlNotices(connection)
        self.reports = SqlReports(connection)
        self.report_edits = SqlReportEdits(connection)
        self.signed_reports = SqlSignedReports(connection)
        self.received_reports = SqlReceivedReports(connection)
        self.grade_marks = SqlGradeMarks(connection)
        self.events = SqlEvents(connection)
        self.jobs = SqlJobs(connection)
        self.marks = SqlMarks(connection)
        self.examples = SqlExamples(connection)
        self.inbound = SqlInbound(connection)
        self.receipts = SqlReceipts(connection)
        self.links = SqlLinks(connection)
        self.requests = SqlRequests(connection)
        self.forms = SqlForms(connection)
        self.contacts = SqlContacts(connection)
        self.files = SqlFiles(connection)
        self.keepings = SqlKeepings(connection)
        self.erasure = SqlErasure(connection)
        self.seals = SqlSeals(connection)
