package main

var deadlineSuite = suite{"./deadline", []mutant{}}
