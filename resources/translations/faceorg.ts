<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1">
<context>
    <name>ActivityBar</name>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up to date · {photos}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} of {m}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused · {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{r} photos/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finding faces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grouping</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CameraPanel</name>
    <message>
        <source>Search now</source>
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
        <source>Search with the camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live picture of the camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting the camera…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No camera found. Drop a photo instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The camera is in use or not allowed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CellView</name>
    <message>
        <source>Arrow keys move, Enter opens</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChipFlow</name>
    <message>
        <source>Faces in your picture</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CompletionModel</name>
    <message>
        <source>New person “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CompletionPopup</name>
    <message>
        <source>Names</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DropLayer</name>
    <message>
        <source>Drop to add this folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its photos stay where they are, unchanged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop to search for the people in it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture is not stored.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FaceCard</name>
    <message>
        <source>Go to {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FaceChip</name>
    <message>
        <source>Search {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Del</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FaceRow</name>
    <message>
        <source>Who is this?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FacesByYear</name>
    <message>
        <source>Faces by year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Face of {name}, {year}, {n} of {m}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{face}, selected</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Filmstrip</name>
    <message>
        <source>Photos before and after</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Frame</name>
    <message>
        <source>{page} – faceorg</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder with photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures ({patterns})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search for the people in a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no picture in the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GroupCanvas</name>
    <message>
        <source>Later</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GroupRowsView</name>
    <message>
        <source>Groups without a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all faces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Face {n} of {m}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{face}, left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name 1 face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name {n} faces</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>InfoPanel</name>
    <message>
        <source>In this photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file cannot be reached now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeyFaceView</name>
    <message>
        <source>People</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop to merge</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeySheet</name>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MergeOffer</name>
    <message>
        <source>There is a {name} already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge {a} into {b}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep both apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is it the same person? Joining can be undone.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close this message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NameField</name>
    <message>
        <source>Who is this?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message>
        <source>Order of the people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name groups in Unnamed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Named people will be here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name your first group in Unnamed. Each person you name then has a page of faces and photos.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge with…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a name to find it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One person onto another joins them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{people}, {faces} named</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PersonHeader</name>
    <message>
        <source>Back to People</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PersonPage</name>
    <message>
        <source>Faces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Faces or photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge with…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Del</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not this person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open photo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PersonWishes</name>
    <message>
        <source>Another name for {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who is {name} the same as?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge with…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotoCanvas</name>
    <message>
        <source>Photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Face without a name</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotoView</name>
    <message>
        <source>Photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photo of {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} of {m}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotosPage</name>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With faces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not named yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+↑ Ctrl+↓</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Month before, month after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space, Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View the photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift+arrows, Ctrl+A</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos will be here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They appear while your folders are looked through. This takes a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No faces yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos appear here as soon as a face is found in them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every face has a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos with faces that have no name yet will be here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search for these people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProblemRow</name>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More for this file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProblemsPopover</name>
    <message>
        <source>Try all again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything else goes on. Problem files are tried again when they change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No problems: every photo could be read.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResultSection</name>
    <message>
        <source>Name them…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not named</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all {n}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Scrubber</name>
    <message>
        <source>Years</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Search names</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchHead</name>
    <message>
        <source>The picture is not stored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for faces in your picture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{faces} in your picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{faces} in {n} pictures</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchPage</name>
    <message>
        <source>Tab, Space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch a face on or off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Del</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove a face from the search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for faces in your picture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This picture cannot be searched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} more pictures were left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No face in your picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No face found in this picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop, paste or choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No face is switched on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch one on to see who looks like it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody in your photos looks like this face so far.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search by picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a picture on the window, paste one with Ctrl+V, or use the camera.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who is this? Where else?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who is this?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message>
        <source>Select nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search for these people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} selected</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Add a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from faceorg</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Toolbar</name>
    <message>
        <source>Sidebar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop or paste a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search for the people in a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search with the camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Info</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the pictures</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Info</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own size or fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn the view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UnnamedPage</name>
    <message>
        <source>Only groups of {n} or more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order of the groups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No group waits for a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most worthwhile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most faces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Groups appear here while your photos are looked through. Type a name, press Enter, next.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name and go to the next group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new person with exactly this name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose in the list of names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later, back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the faces; arrows move, Space leaves one out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{groups}, the most worthwhile first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{groups}, the largest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{groups}, the last seen first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 new group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} new groups</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ViewerPage</name>
    <message>
        <source>Photo before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photo after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn the view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names over faces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Face before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say who it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Info</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Choose folders…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+V</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a copied folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where are your photos?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything stays on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>faceorg finds the faces in them and puts the same person’s faces together. You only say who is who. Your photos stay where they are, unchanged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop folders here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a laptop folder, an external disk, a NAS share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add this folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Built-in face engine is ready. A stronger one can be added later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Face engine {name} is ready.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WindowActions</name>
    <message>
        <source>Go to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the pasted picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search with the camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sidebar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Info</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for new photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause or resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>YearStrip</name>
    <message>
        <source>One face of each year</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>model</name>
    <message>
        <source>New person “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>owner</name>
    <message>
        <source>Unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody alike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No face is switched on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} unknown faces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an unknown face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{names} or {last}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>pages</name>
    <message>
        <source>Welcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unnamed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>1 photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} faces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} groups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{weekday}, {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} min left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} h {m} min left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{names} and {n} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> and </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>very likely</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>likely</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>maybe</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
