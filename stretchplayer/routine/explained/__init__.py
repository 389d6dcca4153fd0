"""What each kind of problem means, with a wrong and a right example: texts only, divided by where problems arise."""
