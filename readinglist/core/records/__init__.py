"""The nouns as plain frozen records: what everyone passes around. May import ``errors`` and the standard library.

No sqlmodel, no numpy and no whoosh in here, so that the window can import it before its first paint. Times are
seconds since the epoch (int). Ids are the integers of the library's tables.
"""

from readinglist.core.records.dumps import (
    Draft,
    FileReport,
    FurnitureLine,
    ImportReport,
    LineCounts,
    Metadata,
    Progress,
    RecordCounts,
    Rejected,
    Unparsed,
)
from readinglist.core.records.exporting import (
    EXPORT_FORMATS,
    BoundExport,
    ExportFormat,
    ExportReport,
    GivenKey,
    KeyChange,
)
from readinglist.core.records.identity import (
    Placement,
    Prepared,
    Signature,
    UndoneImport,
)
from readinglist.core.records.papers import (
    Counts,
    Dump,
    Highlight,
    Paper,
    PaperRow,
    Question,
    SavedSearch,
    Source,
    Tag,
)
from readinglist.core.records.searching import (
    Clause,
    Completion,
    Emptiness,
    Hit,
    IndexDocument,
    SearchResult,
    Span,
)
from readinglist.core.records.views import (
    EDITABLE_FIELDS,
    FALLING,
    SORTS,
    STATUSES,
    VIEWS,
    SortName,
    Status,
    ViewName,
)

__all__ = [
    "EDITABLE_FIELDS",
    "EXPORT_FORMATS",
    "FALLING",
    "SORTS",
    "STATUSES",
    "VIEWS",
    "BoundExport",
    "Clause",
    "Completion",
    "Counts",
    "Draft",
    "Dump",
    "Emptiness",
    "ExportFormat",
    "ExportReport",
    "FileReport",
    "FurnitureLine",
    "GivenKey",
    "Highlight",
    "Hit",
    "ImportReport",
    "IndexDocument",
    "KeyChange",
    "LineCounts",
    "Metadata",
    "Paper",
    "PaperRow",
    "Placement",
    "Prepared",
    "Progress",
    "Question",
    "RecordCounts",
    "Rejected",
    "SavedSearch",
    "SearchResult",
    "Signature",
    "SortName",
    "Source",
    "Span",
    "Status",
    "Tag",
    "UndoneImport",
    "Unparsed",
    "ViewName",
]
