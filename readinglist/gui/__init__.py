"""The window; the only rooms that know Qt. See of core only ``library``, ``records``, ``settings`` and ``errors``.

Modules import at their top only Qt, ``records``, ``errors`` and ``paths``: the library, with everything heavy
behind it, is loaded right after the first paint, off the GUI thread (``work.session``).

From the top down; no room imports one above it ("the rooms below" in a docstring are its own and those below it here):

* ``app``, ``single_instance``, ``unix_signals``, ``start_dialog``   the process: start, second start, end
* ``offscreen``    the main job by key events, for a machine without a display
* ``main_window``, ``menus``, ``panes``, ``state``   the window, its menus and panes, what it remembers
* ``type_ahead``   keys that wait for what they are about
* ``verbs``        what the actions do: ``commands`` change papers, ``citing`` copies, ``openers`` open dialogs,
                   ``dropping`` takes what is dropped, ``side_menu`` is the menu of the side bar
* ``dialogs``      one dialog each
* ``window``       what verbs and dialogs may ask of the window
* ``finding``      side bar, search line, list
* ``reading``      paper pane, note, triage page
* ``keys``         the one table of actions, and keys made from it
* ``work``         the only threads; the library behind them
* ``parts``        colours, icons, small widgets, messages, preferences
"""
