package dev.winnow.scorer.code.remote;

import java.time.Duration;

/**
 * A program to run on a server.
 *
 * @param language our name of it
 * @param file name of the source file
 * @param time for the run
 * @param memoryBytes for the run
 */
public record RemoteProgram(
    String language, String file, String source, String input, Duration time, long memoryBytes) {}
