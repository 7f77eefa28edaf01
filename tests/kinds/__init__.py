"""What kinds of input there are, in the words in which students are told of them: a module for each assignment."""
