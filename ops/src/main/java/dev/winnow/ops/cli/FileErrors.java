package dev.winnow.ops.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says what is wrong with a file, where the operating system's own message is only its path. */
final class FileErrors {
  private FileErrors() {}

  /** Returns the path, what is wrong with it, and the remedy, as a line. */
  static String message(FileSystemException e) {
    if (e.getReason() != null) {
      return String.valueOf(e.getMessage());
    }
    return "'%s' %s".formatted(e.getFile(), problem(e));
  }

  private static String problem(FileSystemException e) {
    return switch (e) {
      case NoSuchFileException none -> "does not exist; check the path";
      case AccessDeniedException denied ->
          "may not be read or written; ask for the permission, or choose another path";
      case FileAlreadyExistsException taken ->
          "exists already, and is no directory; choose another path, or move it away";
      case NotDirectoryException file -> "is no directory; check the path";
      case DirectoryNotEmptyException full -> "is a directory that is not empty; choose another";
      default -> "could not be used by the operating system; check the path and the disk";
    };
  }
}
