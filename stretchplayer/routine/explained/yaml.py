"""Problems of the file and of YAML itself."""

TEXT = r"""
## too-large
A file may have 64 KB. That is more than two thousand steps; a larger file is almost always something else. Divide a
long routine into several and put them together with `use:`.

## not-utf8
Routines are text in UTF-8, the encoding in which every editor of today saves unless told otherwise. This file holds
bytes that are not UTF-8: save it again with that encoding.

## binary-file
The file is not text at all: a picture, an archive, a word processor's document. A routine is a plain text file in YAML.

## forbidden-character
Control characters, characters that change the direction of writing, halves of characters and exotic line breaks are
not read, neither as they are nor through an escape: they could harm a terminal, or show something else than is there.
--- wrong
steps:
  - "Neck tilt\x07"
--- right
steps:
  - Neck tilt

## odd-space
Spaces come in many kinds, and YAML knows only one as an indent. The others come along when text is copied from a web
page; they look alike and are not.
--- wrong
steps:
  - stretch: Calf
    hold: 30s
--- right
steps:
  - stretch: Calf
    hold: 30s

## yaml-tab
YAML takes no tabs in indents. Set your editor to insert spaces.
--- wrong
steps:
	- Neck tilt
--- right
steps:
  - Neck tilt

## yaml-missing-space
After the colon of a key comes a space; without it, key and value are one word.
--- wrong
hold:30s
steps:
  - Calf
--- right
hold: 30s
steps:
  - Calf

## yaml-missing-colon
A key is followed by a colon. Often the colon is missing in the line above the one that YAML complains about.
--- wrong
steps:
  - Calf
    hold: 30s
--- right
steps:
  - stretch: Calf
    hold: 30s

## yaml-second-colon
A colon with a space after it makes a key, so a text that contains one goes in quotes, and each key has its own line.
--- wrong
name: Legs: the evening
steps:
  - Calf
--- right
name: "Legs: the evening"
steps:
  - Calf

## yaml-indent
What belongs together starts at the same column: the keys of a step below its verb, the steps of a list below each
other, the keys of the file at the first column.
--- wrong
steps:
  - stretch: Calf
      hold: 30s
--- right
steps:
  - stretch: Calf
    hold: 30s

## yaml-dash-space
A step starts with a dash and a space.
--- wrong
steps:
  - Calf
  -Foot
--- right
steps:
  - Calf
  - Foot

## yaml-unclosed-quote
A quote that opens a text has to close it too.
--- wrong
name: "Evening legs
steps:
  - Calf
--- right
name: Evening legs
steps:
  - Calf

## yaml-after-quote
Once a quote closes, the text is over. Inside single quotes an apostrophe is written twice; without any quotes it needs
nothing.
--- wrong
steps:
  - 'Child's pose'
--- right
steps:
  - Child's pose

## yaml-after-bracket
A value that starts with a bracket is a list, and ends where the bracket closes. A text that starts with one goes in
quotes.
--- wrong
steps:
  - stretch: Calf
    note: [left] then right
--- right
steps:
  - stretch: Calf
    note: "[left] then right"

## yaml-comment
A `#` at the start of a value or after a space starts a comment, and the rest of the line is not read.
--- wrong
name: #1 for legs
steps:
  - Calf
--- right
name: "#1 for legs"
steps:
  - Calf

## yaml-unclosed-bracket
A bracket is opened and not closed, or commas are missing between the parts.
--- wrong
tags: [legs, running
steps:
  - Calf
--- right
tags: [legs, running]
steps:
  - Calf

## yaml-list-inline
A list with dashes starts on the line after its key.
--- wrong
steps: - Calf
--- right
steps:
  - Calf

## yaml-bad-escape
In double quotes a backslash starts an escape, and this one does not exist.
--- wrong
name: "Legs \d"
steps:
  - Calf
--- right
name: 'Legs \d'
steps:
  - Calf

## yaml-block-text
After `|` or `>` the text starts on the next line, indented.
--- wrong
about: | After a run
steps:
  - Calf
--- right
about: |
  After a run
steps:
  - Calf

## yaml-special-start
A few characters mean something to YAML at the start of a text: such a text goes in quotes.
--- wrong
name: @home
steps:
  - Calf
--- right
name: "@home"
steps:
  - Calf

## yaml-anchor
YAML can name a value with `&` and repeat it with `*`. Routines don't: they `define` a list of steps and `use` it.
--- wrong
hold: &long 45s
steps:
  - Calf
--- right
hold: 45s
steps:
  - Calf

## yaml-alias
YAML can repeat a value with `*`. Routines don't: they `define` a list of steps and `use` it.
--- wrong
steps:
  - stretch: Calf
    hold: *long
--- right
steps:
  - stretch: Calf
    hold: 45s

## yaml-merge
YAML can pour one mapping into another with `<<`. Routines don't: defaults stand at the top or at a section.
--- wrong
steps:
  - stretch: Calf
    <<: {hold: 30s}
--- right
hold: 30s
steps:
  - Calf

## yaml-tag
YAML can give a value a type with `!`. Routines don't: every value is read as its key asks.
--- wrong
name: !!str Legs
steps:
  - Calf
--- right
name: Legs
steps:
  - Calf

## yaml-documents
A line `---` starts a second document. A file holds one routine.
--- wrong
steps:
  - Calf
---
steps:
  - Foot
--- right
steps:
  - Calf
  - Foot

## yaml-complex-key
A key is a word. A list or mapping stands where one was expected, often through brackets in a text.
--- wrong
steps:
  - {stretch: Calf, [left]: 30s}
--- right
steps:
  - {stretch: Calf, sides: left, hold: 30s}

## yaml-unreadable
YAML can't be read here, and the usual causes don't fit. Quotes around texts with unusual characters help most often.
--- wrong
name: "\UFFFFFFFF"
steps:
  - Calf
--- right
name: Legs
steps:
  - Calf

## too-deep
Lists and mappings may lie in each other 24 deep. Steps that repeat inside others can stand under `define:`.
--- wrong
steps: [[[[[[[[[[[[[[[[[[[[[[[[[[Calf]]]]]]]]]]]]]]]]]]]]]]]]]]
--- right
steps: [Calf]

## empty-file
There is nothing in the file but, perhaps, comments.
--- wrong
# Evening legs
--- right
# Evening legs
steps:
  - Calf

## more-problems
At most 100 problems of a file are reported one by one. Mend the first ones: the rest may follow from them.
"""
