package dev.winnow.planner.budget;

/**
 * Why a planner partition gets no quota now.
 *
 * @param words for people: which budget is spent, and what helps
 * @param isForThisHour whether it goes on by itself, when an hour begins or what is set aside comes
 *     back; else only a larger budget helps
 */
public record Refusal(String words, boolean isForThisHour) {}
