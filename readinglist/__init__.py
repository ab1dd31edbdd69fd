"""Reading List: a personal reading list for researchers.

The map of the package (arrows point down, never up):

* ``__main__``      starts the command line or the window
* ``cli``           the command line, one small file per group of commands
* ``gui``           the window; the only rooms that know Qt
* ``core.library``  the one door to everything below it
* ``core.store``    SQLite, the truth; the only rooms with SQL
* ``core.search``   the Whoosh index, a cache of the truth; the only rooms with Whoosh
* ``core.dumps``    saved listing pages and other files in, drafts out
* ``core.identity`` are two records the same paper?
* ``core.bibtex``   papers to BibTeX and other citation formats, and back
* ``core.lookup``   sources of metadata on the network
* ``core.text``     pure functions on text: cleaning, LaTeX, contribution sentence, method name, links
* ``core.records``  the nouns as frozen records
* ``core.errors``   errors with a title and a message for a person
* ``paths``         where data, index, cache and logs live

May import nothing: importing the package must cost nothing.
"""

__version__ = "0.1.0"
