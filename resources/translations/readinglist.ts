<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1">
<context>
    <name>AbstractView</name>
    <message>
        <source>Abstract</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No abstract.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Reading List</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attach a file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to where I was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Citation keys…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command palette…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Complete what is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy BibTeX entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy LaTeX citation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy Pandoc citation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy citation key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy reference (APA)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy reference (IEEE)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Detach a file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit fields…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forward again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go into the paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Highlight the selected passage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import pasted text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In a text field: paste, undo typing, select the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the list: end selecting, leave the search, go back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the search line: clear, then go to the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Manage tags, searches, exports…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark as new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark as reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark for later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menu of what has the focus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move in the list</source>
        <extracomment>Menus draw a line above these. What Qt&apos;s widgets do by themselves; on the key sheet, so that nothing is a secret.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New paper…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next and previous control</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open link or file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preview the note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous pane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save this search…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search literally</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select several</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show another source&apos;s text…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the side bar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show related papers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sort by…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Star</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Triage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why was this found?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dump, page, list, open, load, add</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Beside</name>
    <message>
        <source>Every verb acts on all of them, and is undone in one step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} papers selected</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Browser</name>
    <message>
        <source>“{words}”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CitationKeysDialog</name>
    <message>
        <source>  (another paper has {key})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 key renewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 key would change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All papers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Citation keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For example: auth.lower + year | method.lower | hash. The first alternative that has its first part is taken. Parts: auth, authEtal2, title, shorttitle(n,m), veryshorttitle(n,m), year, method, hash, “text”; behind a dot: lower, upper, capitalize, clean, skipwords, select(from,count), substring(from,count), replace(old,new), default(text), transliterate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys before and after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys stay until you renew them; renewing breaks citations of the old ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New keys are made after this pattern from now on; keys that exist stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No key would change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pattern of citation keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Renew keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The selected paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {n} selected papers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tried on the first {n} papers; renewing takes all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use for new keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} keys renewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} keys would change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} keys would change; see the first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Citing</name>
    <message>
        <source>Copied: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entry copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a paper first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} entries copied</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Colours</name>
    <message>
        <source>Blue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Green</source>
        <extracomment>Calm colours that black or white text can be read on, with their names.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grey</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Olive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Orange</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pink</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Violet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Another source&apos;s text is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete so many papers?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Detached; the file itself stays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done again: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Highlight removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Highlighted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marked as “{status}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No file is attached to this paper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of this triage is left to undo. In the list {undo} takes back: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Related to “{title}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a paper first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select words in the abstract first ({paper}, then Shift with the arrows).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Star removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starred</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stars of {n} papers removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This paper has no link and no file: {edit} adds a link, {attach} a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This paper has no other source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undone: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is not there any more. Put it back, or attach it from where it is now ({attach}) and detach this one ({detach}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} papers deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} papers marked as “{status}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} papers starred</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} papers will be deleted. Undo brings them back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{status}”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CrashReporter</name>
    <message>
        <source>Copy details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a mistake in Reading List, not yours. What you wrote has been saved, and you can go on. To report it, copy the details: they hold no titles, notes or searches.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Dialog</name>
    <message>
        <source>&amp;Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go on editing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has not been saved yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep what you typed?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Dropping</name>
    <message>
        <source>Drop documents on a paper to attach them to it.</source>
        <extracomment>Files that are read with another program and hold no list of papers: dropped on a paper they belong to it.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tagged {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EditDialog</name>
    <message>
        <source>Edit paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing for a citation: {fields}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New paper</source>
        <extracomment>What ``lacks`` calls a field, and the field that fills it.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is missing for a citation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paper added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved. For the text that you emptied, that of the source is shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library seems to have this paper already: “{name}”. Save again adds it all the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a paper without a title</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EditSeveralDialog</name>
    <message>
        <source>Edit {n} papers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you change is changed in all of them; the rest stays as it is in each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not the same in all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} papers saved</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EmptyList</name>
    <message>
        <source>Clear the search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every paper is dismissed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a saved listing page: drop files on this window, choose them with {import}, or copy a page and press {paste} here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import more with {import}, or press {status_new} on a dismissed one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No hits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No paper has {words} together with the rest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No paper matches {words}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No paper waits to be looked at. Import more with {import}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No papers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No stars yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing dismissed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing for later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing in “{place}” has all of these words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing read yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One paper has no citation key yet: it is made when it is first shown or exported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One paper matches, but it is not in “{place}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press {star} on a paper to star it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press {status_dismissed} on a paper to take it out of the library.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press {status_later} on a paper to put it here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press {status_reading} on a paper to put it here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press {status_read} on a paper when you have read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search everything: {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search for {word}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no paper in “{place}” any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no paper in “{place}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without them: {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without {word}: {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are reading nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your library is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>or</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} papers have no citation key yet: it is made when it is first shown or exported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} papers match, but none of them is in “{place}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{word} alone: {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{word} matches one paper, but it is not in “{place}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{word} matches {n} papers, but none of them is in “{place}”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>Not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is not a valid value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The change was not stored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The export was not written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file could not be imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file holds something else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The import stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library cannot be written to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library has vanished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library is from a newer version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library is in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library is open for reading only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The search could not be answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The search index cannot be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The search index is damaged and is being rebuilt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no library here yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be undone any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This did not work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a pattern for citation keys</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>
… and {n} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 entry saved as {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 entry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ASCII only (LaTeX commands for accents)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Abstracts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All {n} of “{place}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Characters that cannot be written: {list}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied. </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is kept up to date from now on. </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the file up to date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep what the file holds already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was invented; entries lack: {fields}. Press {complete} on a paper to complete it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Options</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Papers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as {file}. </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The hits: there are none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The only hit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The only paper of “{place}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The selected paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The whole library, without dismissed papers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {n} hits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {n} selected papers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no papers in this scope.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{all} entries. Of the first {n}:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} ({n})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} entries saved as {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} entries.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{place}”: it is empty</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Fields</name>
    <message>
        <source>&amp;Authors
(one a line)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Citation key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;DOI</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Institution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;More fields
(one a line)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Publisher</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ab&amp;stract</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Journal or &amp;book</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sc&amp;hool</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Se&amp;ries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title of the &amp;book</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What else an entry tells, as in a .bib file:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ar&amp;Xiv id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>author</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>book title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>institution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>link or DOI</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>publisher</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>school</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>year</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source> Import the same file again to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> It was not imported to its end: import the same file again to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 new paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 paper recognised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 paper recognised in {files} files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 record in {seconds} s. Every number opens its list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 record. Every number opens its list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A year has four digits, such as 2024. Leave it empty where it is unknown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far the import is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imported on {day}. Every number opens its list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is stored yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was stored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped: 1 new paper stays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped: {n} new papers stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The dates in these files have no year. &amp;Year:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to import here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This import was taken back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo this import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Year of the dates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} new papers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} papers recognised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} papers recognised in {files} files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} records in {seconds} s ({pace} a second). Every number opens its list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} records. Every number opens its list.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeptExportDialog</name>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Replace it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ASCII only (LaTeX commands for accents)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Abstracts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F&amp;ormat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep &amp;what it holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep up to date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep what the file holds already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace what is in the file?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the whole library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} holds what Reading List did not write, or what was changed since.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is kept up to date</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeptExports</name>
    <message>
        <source>Replaced in {file}: {keys}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is not kept up to date: {why}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeptPapers</name>
    <message>
        <source>1 paper stays, because you have touched it:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import undone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Papers kept when their import was undone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and 1 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} papers stay, because you have touched them:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeyField</name>
    <message>
        <source>Enter and then a key takes that one, Backspace takes it away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key for {action}: none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key for {action}: {key}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press a key…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press the key for {action}, or Esc</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find an action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letters act in the list and in triage; in a text field they are typed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message>
        <source>&amp;Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go on working</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit without saving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A note could not be stored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk may be full. Make room and try again, or copy what you wrote to another program first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The window was closed before the papers were there: the last keys have done nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} notes could not be stored</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LinesDialog</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} in {file}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Links</name>
    <message>
        <source>Open this link?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This link is not a web page. Open it only if you trust where it comes from.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ListPage</name>
    <message>
        <source>1 hit in {place}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Author</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to {place}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relevance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reversed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Selecting: move to extend, Esc to end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side bar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sorted by {order}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Times seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Venue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>searched {assumed} for {typed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} or {other}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} hits in {place}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} of {all} selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} papers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{order}, reversed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{place} · 1 paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{place} · {n} papers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{search_literal} in the search line searches for what was typed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>   {key} undoes it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import pasted text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a paper first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to triage here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is for one paper at a time: Esc leaves the one under the cursor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Working…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ManageDialog</name>
    <message>
        <source>&amp;Change…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Colour…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep no longer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Rename or merge…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Rename…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Report…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo this import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Write now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dumps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept exports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New name for “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New name for “{name}”. The name of another tag merges the two.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No file is kept up to date. The export dialog ({export}) offers it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No saved searches yet: search for something, then press {save_search}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No tags yet: press {tags} on a paper to tag it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was imported yet: {import} imports files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved searches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search renamed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tag coloured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tag deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags, searches, dumps and exports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the whole library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, not finished: import it again to go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{f} stays as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{line}, last written {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{line}: {why}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>Copy this message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Names</name>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tag renamed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tag “{name}” merged into “{other}”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NoteEditor</name>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your note, in Markdown. It saves itself.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NotePreview</name>
    <message>
        <source>Note, as it reads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is written here yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NoteSeveralDialog</name>
    <message>
        <source>Add to the notes of {n} papers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Added to {n} notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Enter saves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Markdown; it is added at the end of each note.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To be added to each note</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Openers</name>
    <message>
        <source>Import a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import dumps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import undone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of this search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is searched for: type some words first ( / ).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search for something first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no text and no file to paste.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version {version}. Your library is in:
{folder}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>Nothing could open this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This system has no program for {address}. Copy it into a browser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This system has no program for {kind} files. The file is {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>such</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PaletteDialog</name>
    <message>
        <source>An action, a paper, a tag, a dump, a saved search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find an action, paper, tag, dump or saved search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has these letters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dump</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saved search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>view</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PaperDelegate</name>
    <message>
        <source>no title</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PaperList</name>
    <message>
        <source>Papers</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PaperPane</name>
    <message>
        <source>+ tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 more author: show it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Citation key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Citation key {key}: copy it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy citation key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs {fields}: complete it…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No title yet: it comes with the next dump that has one, or press {edit}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Star</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starred</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status: {status}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tag {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>added {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seen in {n} dumps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} more authors: show them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} sources</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PaperTableModel</name>
    <message>
        <source>has a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has a note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has highlights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no title yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seen in {n} dumps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>starred</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>status {status}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tags {tags}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open with the last view and search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what was recognised before importing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Small</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{copy_entry} copies</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>All keys as they were</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another text size shows at the next start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter and then a key gives an action that key, Backspace takes it away. Keys without Ctrl or Alt act in the list and in triage only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find an action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>General</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it from “{other}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>everywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{action} (key {n})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} is also “{other}” {where}: neither acts until one is changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} moves in lists and fields.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} opens the menu “{menu}”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PreviewLine</name>
    <message>
        <source>1 paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>already imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and 1 more remark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {n} more remarks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} papers</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Progress</name>
    <message>
        <source>1 paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Importing {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Indexing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading</source>
        <extracomment>What may stand in a gap; anything in the others.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading {name} ({n} MB)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} papers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} s left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QueryHelp</name>
    <message>
        <source>Completions</source>
        <extracomment>The colour of each kind of clause; a kind that is not here looks like plain text.</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReportCard</name>
    <message>
        <source>Abstracts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All papers of {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Already imported: nothing new in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blank lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Known papers of {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines with text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New papers of {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page furniture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Papers of {file} that may be known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Papers that got their title from {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Titles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unparsed lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>abstract</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>abstracts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>got a title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>line =</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lines =</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>page furniture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>record =</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>records =</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>titles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to be asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unparsed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{first}, {second} and so on to {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} remarks, also on repaired records</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchLine</name>
    <message>
        <source>Clear the search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search titles, abstracts, notes and tags    /</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words, “phrases”, -word, OR, title: abstract: note: tag: author: year: is:starred has:code no:title</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source></source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 file was attached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 of these has all the words; after it come those nearest to that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 paper has no citation key yet: it is made when it is first shown or exported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 paper is not in the search index yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file that it names is not there, or is no document: {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A paper needs a title or an abstract at least.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A paper needs a title or an abstract at least. To be rid of it, delete it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A quotation mark in this row is not closed, or stands inside a cell: the row cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A star between quotes means nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ASCII has no form for {letters}; they were written in plain letters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Abstracts that end in “…” ({count}): the page shows only how they begin, so they are incomplete.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An earlier import of this file was stopped: {count:,} of these records stood already; it went on behind them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An export has no {names}; it has {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An import of it was not finished: {count:,} records are there, and it goes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another process is writing to the search index. Close it and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program holds the library&apos;s file. Close it and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another window or command is writing to the library in {folder}. Close it, or wait until it is done, and try again. Reading works meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At character {place}: a filter is expected after the dot: {filters}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At character {place}: a number, text in quotes or “)” is expected here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At character {place}: a quote is not closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At character {place}: a “=” is expected after {text}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At character {place}: patterns in brackets such as [auth:lower][year] are the old form of Better BibTeX; write auth.lower + year instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At character {place}: the bracket is not closed; a “)” is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At character {place}: the pattern ends where a function is expected: {functions}, or text in quotes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At character {place}: the pattern is too long; at most {most} characters are allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At character {place}: there is no “{text}” here; did you mean {close}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At character {place}: there is no “{text}” here; there are {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At character {place}: this argument needs its name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At character {place}: {name} takes no “{text}” here, but {free}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At character {place}: {name} takes no “{text}” here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At character {place}: {name} takes nothing in brackets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At character {place}: {name} takes {arguments}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At character {place}: “{text}” is not expected here; join functions with + or |.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At character {place}: “{text}” means nothing in a pattern.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At character {place}: “{text}” stands where a function is expected: {functions}, or text in quotes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Atom or RSS feed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Behind “{field}” there is a space, so it restricts nothing: write what is meant right behind it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Below nearly every title stands a row of the page; these have none, and were taken for its headings: line {lines}. Add by hand what is a title.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Beside titles and abstracts there are lines like “{text}” (line {line}), at most one to a paper: they were taken for parts of the page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>BibTeX or biblatex</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blanks in names of fields (entries: {count}; first line {line}: “{field}”), which no other program reads, became hyphens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brackets deeper than {most} mean nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entries of the file that have a field twice, of which only the first one counts: {entries}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files gave commands that the document must load a package for: {entries}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Formulas use {commands}: the document must load amsmath and amssymb.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In so long a text OR and brackets mean nothing; only its filters do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON with titles and abstracts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys that cannot stand in this file (they break it, are there twice, have letters that ASCII does not have, or the file has the paper under another one) were changed; cite {entries}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys that several entries of the file have, of which BibTeX takes the first: {entries}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letters of the text were garbled before it was saved, as “{letters}” for “{meant}”; they stay so. Save the page again as UTF-8 to mend them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {line}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {line} was repaired: of {entry} {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {line} “{text}” was taken for a title whose abstract is missing. If it is a part of the page, delete that paper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {line}: a brace in {field} of {entry} closes nothing; it was kept as a sign.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {line}: no “and” stands between the names in {field} of {entry}; {how}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {line}: several names stand in one line of this record; {how}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {line}: the key {given} belongs to {holder}; this one got {key}, and both keys find it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {line}: the key {given} has signs that not every program takes in a key; this one got {key}, and both keys find it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {line}: the strings in {name} make more than {most:,} characters; their names were kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {line}: what the library has of {name} was kept: {differences}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {line}: {entry} has year {year} and date {date}; {year} holds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {line}: {entry} has {field} twice; left out was “{text}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {line}: {given} is here already, as {key}; both keys find it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {line}: {what}; it was not read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {line}: “{text}” of this record is no DOI; it was kept as a field of the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {line}: “{text}” of {entry} is no DOI; it was kept as a field of the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {number} seems to hold a title and its abstract. If so, edit that paper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines that stand twice in a row, or whose beginning stands above them, were read once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines were broken in the middle of sentences; they were put together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines {lines}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Links of Markdown were read by their words; its pictures are parts of the page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merged: {added} added to the file, {changed} in it brought up to date; all else in it stays as it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Months that have no such day are written without it: {entries}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nearest: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neither title nor abstract of this paper is in the mailing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No @string says what these stand for; kept as they are: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No abstract was found below these titles: line {lines}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No paper has all the words as they stand; they are also taken as beginnings of longer ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No paper has all the words; these come nearest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No title was found above these abstracts: line {lines}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes of the file that stay, though the library has others: {entries}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the abstracts {count} may be of the one above, as a further paragraph: line {lines}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the further paragraphs {count} may be an abstract by itself: line {lines}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the first {most:,} characters of the text are searched for, and the filters behind them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the first {most} filters of the query count.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the first {most} words of the query count.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paper {paper} has no source {source}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Papers cannot be sorted by {sort!r}. There are: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Papers cannot have the same {name!r}. They can have: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paths of files with letters that ASCII does not have were percent-encoded: {entries}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading List was updated while its window was open. Close the window, open it again, and do this once more; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replaced in the file, because the library says otherwise: {entries}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>So short a text may be something else than a paper: if it is, undo the import.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken for parts of the page, though each may be a title that lost its abstract: line {lines}. Add by hand what is one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken off every line, as marks of the list: {marks}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken off the titles, as parts of the list: {kinds}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts that do not speak as the other papers of the page do: line {lines}. If one is an advert or the like, delete that paper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The citation key {key!r} belongs to paper {paper}. Choose another, or change that one first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The citation key {key!r} was that of another paper, deleted or renamed since. Choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk that holds {folder} is full or failing ({reason}). The last change was not stored; make room and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk that holds {folder} is full, so the library in it cannot be used. Make room and try again; nothing was stored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The entry {key} cannot be read: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The entry {key} is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The feed cannot be read from here on: save it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The feed declares entities, which are not read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The field {name!r} is called {ours!r} here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file cannot be merged into: it is not UTF-8 (byte {position}). It was left as it is; save it as UTF-8 with the program that wrote it, or export to another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file cannot be merged into: {fault}. It was left as it is; repair this place, or export to another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file holds titles only: its papers have no abstract until another dump brings one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is no UTF-8; it was read as {encoding}. If letters are wrong, save it as UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file&apos;s name holds characters that are no text. Rename it, and attach it then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder {folder} does not allow SQLite&apos;s write-ahead log (it answered {mode!r}). Network folders often do not; choose a local one for the library.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library in {folder} cannot be written to ({reason}). Change its permissions, or choose another folder for the library.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The page&apos;s date is {date}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The page&apos;s date “{date}” has no year; it is unknown. Import the file with its year to keep it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The paper that ends here has lost its beginning.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The process that imports ended unexpectedly (out of memory?). What it had stored stays; import the same again, and it goes on there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The process that writes the search index ended unexpectedly (out of memory?). It is begun again with the next change or search.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same space parts the paragraphs of an abstract and the abstracts. Further paragraphs told by their words: {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The search index in {folder} cannot be written: {reason}. Make room there, or see that it may be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The search index is not ready; until it is, every paper is read: the newest come first, and typing errors, acronyms and words written as two are not understood.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The search was stopped after {n:.0f} seconds. Use fewer or longer words, or fewer stars.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text has {count} different words; its {most} rarest are searched for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text is quoted-printable, as mails are sent; it was read as it is shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {entry} belongs to other entries and is no work of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {kind} without a key is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are {n} copies of {file} already. Remove some, or choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no bound export {number}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no column {name!r} to sort or filter by.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no dump {dump} in this library.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no field {name!r}. There are: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no library in {folder}. Import a file to make one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no order {sort!r}. There are: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no paper in this file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no paper {paper} in this library.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no status {status!r}. There are: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no tag {name!r}. The tags are those of the side bar and of show.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no tag “{name}” any more, so {file} stays as it is. Choose other papers for it, or keep it up to date no longer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no view {view!r}. There are: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to highlight: select some text of the abstract first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There was a library in {folder}, and it is gone. Put it back (or a backup of it); to begin a new one there, delete its search index first: {index}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There was a library in {folder}, and its file {name} is gone. Put it back (or a backup of it); to begin a new one there, delete {marker} beside it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This entry of the feed names no paper: it has no identifier.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a mail, or a page saved in one file: its first text was read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a saved HTML page; the text that it shows was read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is no item of CSL-JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is no record.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This item is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This item is no valid JSON: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This library is open for reading only (another window or command writes to it).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This library was closed, so nothing was changed. Open it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This library was opened for reading only, so nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This library was written by a newer version of Reading List (its form is {form}; this program knows up to {newest}). It can be read, not changed; update Reading List to change it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This library was written by a newer version of Reading List, and this part of it cannot be read by this one. Update Reading List.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This record has neither a title nor an abstract.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This record is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This record is no valid JSON: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This row has {cells} cells, the header has {columns}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This search cannot be answered ({reason}). Use fewer words, without signs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This was taken for a text: the papers that are most like it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This {kind} cannot be read: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Titles stood on one line with their abstracts, parted by {mark}; they were taken apart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Titles that fit each other&apos;s abstracts far better than those below them: lines {lines}. If lines were exchanged, put them right by hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Titles that share hardly a telling word with the abstract below: line {lines}. If lines were lost between them, the abstract is that of another paper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Titles that stood on one line with an abstract were taken apart from it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Titles were broken over several lines; they were put together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Types that neither BibTeX nor biblatex knows are written as @misc: {entries}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Types that only biblatex and its readers know: {kinds}. BibTeX&apos;s styles warn of them and bibtool refuses them; for these export as BibTeX.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What sets the colours of a terminal was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What stood in further columns is at the ends of the abstracts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What these entries refer to is not in the file or, for BibTeX, not behind them; so that no program warns, the field is named {prefix}crossref and the like: {entries}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What this step changed has been changed again since (by an import, for example), so it cannot be taken back. Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was to be written did not pass its check: {found}. The file is as it was. This is a fault of Reading List; please report it with the title of that paper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was written for {file} could not be read back. The old file is untouched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words like “of” and “the” were left out: few papers have all of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words like “of” and “the” were left out: no paper has all of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words that were broken with a hyphen at line ends were put together; a compound that stands nowhere else may have lost its hyphen there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>XML or another markup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a Java archive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a Markdown document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a PDF document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a TeX document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a bar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a bibliography (BibTeX, RIS)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a binary file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a brace closes that was never opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a brace opens between entries and never closes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a colon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a dash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a deleted paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a gzip archive inside another container</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a hidden file is passed over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a hidden file is passed over; name it directly to import it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a hidden folder is passed over; name it directly to import it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a link to a folder is not followed; name it directly to import it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a list of references</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a pipe (FIFO)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a record that could not be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a rich-text document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a socket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a sound file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a sound or film</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a table (CSV or the like)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a title and its abstract share a line, and nothing shows for certain where each title ends. Nothing was imported; save it with each title and each abstract on a line of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a zip archive inside another container</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>abstract</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>abstract list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add that paper by hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an archive (7z)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an archive (bzip2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an archive (rar)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an archive (tar)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an archive (xz)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an archive (zstd)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an e-book or an office document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an e-mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an export of a reference manager, of a kind that is not read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an image, sound or film</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an office document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>arXiv mailing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>authors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>before others {score:.2f}: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>biblatex has no form for these dates, which are written as they are: {entries}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>biblatex has no form for these months, which are written as issues: {entries}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>biblatex has no months of works without a year; they were left out of {entries}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot be read: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>could not be opened ({reason}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>could not be read to its end ({reason}). Nothing was imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>could not be read to its end, or there is no room for it ({reason}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>could not be unpacked ({reason}). Fetch or pack the archive again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delete the lines of its head (From, To, Subject …), and import the rest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>each of its lines is a sentence by itself, and nothing shows for certain where an abstract ends. Nothing was imported; save it with one line to an abstract.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>entry {key}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>export the same references as BibTeX or RIS, and import that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>highlights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>holds {count:,} files, more than {most:,}. Unpack it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>how far they are done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>import the BibTeX, RIS or CSL-JSON file of these references (reference managers and publishers export them).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the very words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is a link that leads in circles. Name the file that is meant.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is a pipe, socket or device, no regular file, and cannot be imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is an archive inside an archive, which is not opened. Unpack the outer one first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is closed. Give the file&apos;s name instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is encrypted. Unpack it with its password and import the files inside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is no name of a file. Name a file or a folder, or - for standard input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is no valid path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is too long for the format “{format}”: split it in parts of up to 60 MB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is {binary}, no text. Save it as a text file and import that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is {document}, no dump. Save its text as a text file and import that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is {kind}, no regular file, and cannot be imported. Save its text in a file first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has all the words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has all the words, more for order and few others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has the word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it holds neither titles with abstracts nor a list of abstracts or of titles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is closed with the wrong bracket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is nested too deeply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is the name or the citation key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it looks like {kind}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its abstract holds the text as it was typed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its closing brace is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its closing bracket is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its lines are broken in the middle of sentences, in no regular way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its lines are broken, and nothing shows for certain where a title ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its lines are broken, and nothing shows for certain where one abstract ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its lines are broken, without blank lines between titles and abstracts, and not every title can be told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its lines are out of order: the words of its titles stand in other abstracts than those below them. Nothing was imported; save the page again, with each title above its abstract.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its texts do not stand and speak as the titles and abstracts of papers do, or are too few to tell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its title stands in the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its titles are broken over several lines, and nothing shows for certain where one ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its titles stand below their abstracts. Nothing was imported; put each title above its abstract and import that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>line {line} has {count:,} characters, far more than an abstract: its lines were run together, and nothing shows for certain where one ended. Nothing was imported; save the page again, with each title and abstract on its own line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>line {line}, {what}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>line {line}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>list of titles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>may not be read. Change its permissions, or copy it to a place of yours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name its columns in the first line (title, abstract), and import that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>neither a title or an abstract nor a part of the page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>next to each other in {field}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no dump was recognised: {found}. Nothing was imported; {way_out}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no regular file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of JSON, records with a title and an abstract are read, and CSL-JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paper {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>papers page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>papers page, every second line blank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>program code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>save a listing page of papers as text, with its abstracts, or paste its text. A single paper can be added by hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>smaller parts {score:.2f}: words that nearly every paper has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>table (CSV, TSV)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the @ stands inside the word “{word}”, but opens one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the archive is damaged or cut off ({reason}). Nothing was imported; fetch or pack it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the box to tick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the brace before “{text}” never closes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the colon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the comma before “{text}” is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the comma behind its key is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the end of bold type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the end of the line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the entry without a key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the entry {key}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file is empty. Save the page again and import that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the folder cannot be read ({reason}). Change its permissions, or name its files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the folder holds no files. Put the saved pages into it, or name another one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the full stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the index belongs to another library or another version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the key is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the line number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the name is too long for the file system.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the name of its field “{field}” has blanks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the names and what else stood behind the bold type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the names before them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the names behind them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the names, year or site in brackets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the number or letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the page number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the pointer to the index is not one of ours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the process that reads the file ended unexpectedly (out of memory?). Nothing of it was imported; import it again, or in smaller parts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the query is the whole title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the quote before “{text}” never closes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the sign before them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the text of one paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the time and who wrote it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the time or date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the value of {field} is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the venue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the venue and year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the votes, or what else is counted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the word in capitals before them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the word in square brackets before them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the words in square brackets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the zip archive holds no files. Fetch it again, or pack the files anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the zip archive is damaged or cut off ({reason}). Fetch it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no such file. Check the name, or whether it was moved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>they were read as {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this is no .bib file, but another kind of file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unpacks to more than {unpacked} MB from {packed} kB, far more than a dump can be. Nothing was imported; unpack it yourself if you trust it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>was changed while it was read. Nothing was imported; import it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{above} and {below}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{cannot} It can be {values}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{colour!r} is not a colour: write one such as #3366cc.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count:,} files that it names are not there, or are no documents; the first: {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count:,} files were attached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count:,} more entries say otherwise than the library, which keeps what it has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} more keys were taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} more records were repaired.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{error} Records stored of this import: {n:,}. They stay; import the same again, and it goes on there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} ({terms})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} {ours} (the file says {theirs})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} cannot be opened any more. Put it back, and open it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} cannot be read ({reason}). Nothing was changed. Restore a backup, or copy the file away before anything else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} could not be reached ({reason}); it is as it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} could not be read ({reason}); it is untouched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} could not be written ({reason}). Choose another place, or make room and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} could not be written ({reason}). The file that was there is untouched; choose another place, or make room and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} has lost its id. Restore a backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} holds what Reading List did not write, and no copy could be kept of it ({reason}). It is untouched; choose another name, or say that it may be replaced.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} holds what Reading List did not write, or what was changed since, and was left as it is. Merge into it, replace it, or choose another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is a database, but not of Reading List. Choose another folder for the library.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is a file of the library itself. Choose another name or folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is empty, though there was a library in it. Move {folder} away, and put your copy of it in its place, or begin a new library there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is not a file. Choose another folder for the library.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is not a file. Choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is not a readable library ({reason}). Nothing was changed. Restore a backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} may not be written to. Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} was deleted or replaced while it was open. Nothing more is written to it; close the library, put the file back, and open it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} cannot be used as a library&apos;s folder ({reason}). Choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{format} cannot say that there are others; only those named stand in {entries}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{format} has no form for these dates, of which less was written: {entries}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{lines}: NUL characters, which belong in no text, were left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{lines}: neither title nor abstract. Kept with what else is told; complete it (c).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{marks} was taken off titles and abstracts: marks of the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,} of these have all the words; after them come those nearest to that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,} papers are not in the search index yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,} papers have no citation key yet: it is made when it is first shown or exported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{names} cannot be edited.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{reason}. Nothing was imported; save it with one line to a title and to an abstract.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{some} and {count} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{some} and {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value!r} cannot be a citation key: use letters, digits and . : _ / + - only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value!r} cannot be a link: type one that begins with {known} and a colon.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value!r} cannot be a tag: a tag has 1 to {most} characters and no comma.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value!r} is not a DOI: type one such as 10.1000/182.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value!r} is not a year: type four digits, such as 2024, or nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value!r} is not an arXiv number: type one such as 2310.06825 or cs/0112017.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value!r} is not an entry type: use one such as article, inproceedings, misc.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} {score:.2f}: {where}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{clause}” restricts nothing yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{clause}” restricts nothing yet: with it there are no papers in this view, and {count:,} outside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{clause}” restricts nothing yet: with it there are no papers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{field}:” cannot be “{value}”, which is searched for as text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{head}” was taken off the start of line {line}: it seems to be a button.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{head}” was taken off the start of line {number}: it is a button.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{markup}” is no markup for references; there are {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{names}” was kept as one name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{tail}” was taken off the end of line {last}: another page begins there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is a LaTeX document, not BibTeX</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is a field outside an entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is markup, not BibTeX</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is no entry, and there is none in the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” stands where a field is expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” stands where a value is expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” stands where no entry begins</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” stands where no entry begins; its @ opens one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{value}” is no {what}; there are {known}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Several</name>
    <message>
        <source>Attach files to {n} papers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attached to {n} papers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One of these papers has no link and no file: {edit} adds a link, {attach} a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Related papers are looked for of {n} papers at most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Related to {n} papers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} of these papers have no link and no file: {edit} adds a link, {attach} a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} papers at most are opened at once.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>{key} has several actions, none of them acts: “{names}”. Change it in the preferences (keys).</source>
        <extracomment>What a text field does with these keys comes first, whatever an action wants.</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SideBar</name>
    <message>
        <source>Views, tags and dumps</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SideBarModel</name>
    <message>
        <source>Dumps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Searches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} (not finished)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, 1 paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, {n} papers</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SideMenu</name>
    <message>
        <source>Colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import report…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New name for “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New name for “{name}”. The name of another tag merges the two.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename or merge…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search renamed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tag coloured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tag deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo this import</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Start</name>
    <message>
        <source>Begin a new library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Dismissed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Read only</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>1 paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add a paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add to the notes of {papers}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attach a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attach {n} files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>colour tag {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delete search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delete tag {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delete {papers}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>detach a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>edit note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>edit {field}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>edit {field} of {papers}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>edit {n} fields</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>edit {n} fields of {papers}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>highlight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>import {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>import {n} files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mark {papers} {status}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>remove highlight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>remove tag {name} from {papers}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rename search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rename tag {old} to {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>renew the keys of {papers}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>save search {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>star {papers}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tag {papers} {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>undo import of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>undo import of {n} files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unstar {papers}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} papers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{step} (1 paper that you have touched was kept)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{step} ({n} papers that you have touched were kept)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TagsDialog</name>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter puts on or takes off; a comma parts several</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New tag “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No tags yet: type a name, then Enter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put on {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tag {name} taken off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tag, then Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tagged {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags of this paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags of {n} papers</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TitleView</name>
    <message>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TriagePage</name>
    <message>
        <source>1 verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far triage is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skipped: {n}. → goes on with them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Star</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That was the last one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {n} h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {n} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seen in {n} dumps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>starred</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{names} and {n} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} left  ·  {pace} a minute  ·  {about}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} of {all}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} verdicts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{place}  ·  {done} of {n} decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{verdicts}  ·  {pace} a minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{verdicts}. {back} goes back to the list, {undo} undoes the last verdict.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Views</name>
    <message>
        <source>Dismissed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starred</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WhyDialog</name>
    <message>
        <source>A paper without a title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only filters were searched for: they give no weight.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why was this found?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Word, weight: where it stands</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Reading</name>
    <message>
        <source>Triage</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_SourceLine</name>
    <message>
        <source>Hide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raw text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, line {line}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
