package main

var gazetteSuite = suite{"./holidays/gazette", []mutant{}}
