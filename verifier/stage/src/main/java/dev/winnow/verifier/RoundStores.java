package dev.winnow.verifier;

/** What is stored for rounds that are counted. */
record RoundStores(HeldCandidates held, RoundVotes votes) {}
