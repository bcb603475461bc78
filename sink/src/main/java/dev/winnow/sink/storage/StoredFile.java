package dev.winnow.sink.storage;

import java.time.Instant;

/**
 * A file of a storage.
 *
 * @param path path below the storage
 * @param bytes its size
 * @param modified when it was last written
 */
public record StoredFile(String path, long bytes, Instant modified) {}
