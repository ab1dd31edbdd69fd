"""Pure functions on text: cleaning, citation keys, LaTeX decoding, contribution sentence, method name, links.

May import records and errors. All of them take any string, never raise, and are linear in its length.
"""

from readinglist.core.text.citekeys import is_citation_key, repaired_key
from readinglist.core.text.cleaning import clean_abstract, clean_title, decode_references, gate, plain_letters
from readinglist.core.text.contribution import contribution
from readinglist.core.text.latex import decode_latex, flatten_math
from readinglist.core.text.links import Link, code_links, links, promises_code
from readinglist.core.text.method import method_name

__all__ = [
    "Link",
    "clean_abstract",
    "clean_title",
    "code_links",
    "contribution",
    "decode_latex",
    "decode_references",
    "flatten_math",
    "gate",
    "is_citation_key",
    "links",
    "method_name",
    "plain_letters",
    "promises_code",
    "repaired_key",
]
