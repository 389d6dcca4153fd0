"""The storyboard's screens, word for word, at 40 x 12."""

CALF = """\
Calf cramp                         0:00

 STRAIGHTEN YOUR LEG.
 PULL YOUR TOES TOWARD YOU.

 Slowly. Hold until it softens.
 Can't reach? Loop a towel round it.

 Felt a pop? Swollen, hot leg? Press W
 ENTER soft again     SPACE not yet
 2 foot 3 hamstring 4 thigh 5 shin
 6 groin 7 hand 8 stitch 9 neck   Q out"""

QUESTION_1 = """\
Calf cramp                         1:00

 KEEP YOUR TOES UP.

 Before rubbing: light on.
 Compare both legs.
 One swollen, hot, a different colour?

 Y yes     N no     any key: no rubbing
 ENTER soft again"""

QUESTION_2 = """\
Calf cramp                         1:06

 KEEP YOUR TOES UP.

 Pregnant? Blood thinners? Easy bruises?
 Fever? Broken or numb skin? Injury?

 Y yes     N no     any key: no rubbing
 ENTER soft again"""

RUB = """\
Calf cramp                         1:15

 TOES STILL UP.
 RUB THE HARD PART, GENTLY.

 Slow strokes. Comfort decides how firm.
 Not behind the knee.

 Felt a pop? Swollen, hot leg? Press W
 ENTER soft again     SPACE not yet"""

STAND = """\
Calf cramp                         2:15

 LIGHT ON. HOLD THE BED OR WALL.
 STAND. PRESS YOUR HEEL DOWN.

 Knee straight, or a little bent.
 Not steady? Stay in bed: press B.

 Felt a pop? Swollen, hot leg? Press W
 ENTER soft again     SPACE not yet"""

# The line about the light stands before every standing technique, walking too: safety before the storyboard.
WALK = """\
Calf cramp                         3:15

 LIGHT ON. HOLD THE BED OR WALL.
 WALK SLOWLY. WIGGLE THE LEG.

 Hold on to something.
 Flat feet. No tiptoe.

 Felt a pop? Swollen, hot leg? Press W
 ENTER soft again     SPACE not yet"""

WARM = """\
Calf cramp                         4:15

 WARM IT, IF YOU CAN.
 OR PULL THE TOES AGAIN.

 Warm towel, or a five-minute shower.
 Numb skin, diabetes, poor flow: no heat

 Felt a pop? Swollen, hot leg? Press W
 ENTER soft again     SPACE not yet"""

FIVE = """\
Calf cramp                         5:00
 Five minutes.
 Cramps can last seconds to ten minutes.
 Look again: swollen, hot, cold, pale,
 numb? Press W.

 STRAIGHTEN YOUR LEG.
 PULL YOUR TOES TOWARD YOU.
 Slowly. Hold until it softens.
 Can't reach? Loop a towel round it.

 ENTER soft again     SPACE not yet"""

TEN = """\
Calf cramp                        10:00
 TEN MINUTES. ASK FOR MEDICAL HELP NOW.
 Call your doctor or urgent advice line.
 Cold, pale, numb or weak leg?
 Chest pain? Emergency: 112 911 999

 STRAIGHTEN YOUR LEG.
 PULL YOUR TOES TOWARD YOU.
 Gently. Breathe out long.

 ENTER soft again     W warning signs"""

# With the line for pregnancy that the chapter on it adds.
STOP = """\
Stop here                          2:14

 DON'T RUB. DON'T STRETCH.

 This can be a blood clot.
 It needs checking today.
 Call your doctor or urgent advice line.
 Pregnant? Call your maternity unit.

 Chest pain? Short of breath?
 Coughing blood? Emergency: 112 911 999
 LEFT pressed Y by mistake   W all signs"""

FOOT = """\
Foot cramp                         0:00

 PULL YOUR TOES BACK TO YOUR SHIN.
 USE YOUR HAND. HOLD.

 Slowly. Hold until it softens.
 Can't reach? Stand flat on the sole.

 Swollen, cold or numb foot? Press W
 ENTER soft again     SPACE not yet
 1 calf 3 hamstring 4 thigh 5 shin
 6 groin 7 hand 8 stitch 9 neck   Q out"""

# The storyboard's page; a twelfth row holds what it came with.
EASED = """\
Soft again after 2:41      Cramp back? C

 KEEP THE STRETCH, HALF AS HARD.   0:30
 Then let go slowly. Heel leads.
 Don't point your toes.

 Walk a little, if steady. Sip water.
 Warm or wrapped cold: 15 min at most.
 Sore until tomorrow is usual.

 L left R right  0-9 how bad  ESC skip
 H heat E exercise S sitting I illness"""
