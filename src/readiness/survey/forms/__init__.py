"""One questionnaire, printed in several ways: ``name -> bytes`` each."""
