"""The window; the only rooms that know Qt. See of core only ``library``, ``records``, ``settings`` and ``errors``.

Modules import at their top only Qt, ``records``, ``errors`` and ``paths``: the library, with everything heavy
behind it, is loaded right after the first paint, off the GUI thread (``session``).

* ``app``, ``single_instance``, ``signals``     the process: start, second start, end
* ``main_window``, ``commands``, ``openers``, ``state``   the window, what its actions do, what it remembers
* ``actions``, ``shortcuts``                    the one table of actions, and keys made from it
* ``tasks``, ``session``                        the only threads; the library behind them
* ``theme``, ``icons``, ``widgets``             looks, and small shared parts
* ``search_line``, ``side_bar``, ``list_page``, ``paper_table``, ``paper_delegate``   finding papers
* ``paper_pane``, ``text_views``, ``note_editor``, ``triage_page``                    reading papers
* ``*_dialog``                                  one dialog each
* ``messages``                                  known errors, and the crash dialog
* ``offscreen``                                 the main job by key events, for a machine without a display
"""
