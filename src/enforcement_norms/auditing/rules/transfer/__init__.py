"""Transfer (移送): of suspected crimes to the police and back, of clues against officials and party members."""
