package dev.winnow.scorer.code.session;

/**
 * A line of a driver.
 *
 * @param kind what it says, one letter
 * @param json a document in one line, which is not parsed yet
 */
record Frame(char kind, String json) {}
