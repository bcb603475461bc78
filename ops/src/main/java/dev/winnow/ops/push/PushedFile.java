package dev.winnow.ops.push;

import dev.winnow.ops.push.HubRequest.BodySource;

/**
 * A file to push.
 *
 * @param path path in the repository
 * @param bytes its size
 * @param sha256 SHA-256 of its content, in hex
 * @param content opens it
 */
record PushedFile(String path, long bytes, String sha256, BodySource content) {}
