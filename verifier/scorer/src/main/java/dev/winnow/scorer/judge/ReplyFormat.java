package dev.winnow.scorer.judge;

/** What a server is asked to hold a judge's JSON reply to. */
public enum ReplyFormat {
  /** A JSON schema with the criteria. */
  JSON_SCHEMA,
  /** Any JSON object. */
  JSON_OBJECT,
  /** No format is asked for, because the server supports neither of the others. */
  NONE
}
