package io.framecount.loader.reject;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.framecount.common.json.Json;
import io.framecount.loader.produce.DeadLetter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * A rejected line as one line of Json.mapper().
 *
 * @param raw the line if it is UTF-8, else null
 * @param rawBase64 the line's bytes in Base64 if it is not
 * @param attempts how often it was tried by now
 * @param run names the run of the loader that rejected it, for a line of an input that could be
 *     read only once; else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RejectLine(
    String reason,
    String message,
    String path,
    String file,
    long line,
    long position,
    int attempts,
    String raw,
    @JsonProperty("raw_base64") String rawBase64,
    String run) {

  static RejectLine of(DeadLetter letter, byte[] bytes, int from, int to, String run) {
    String text = utf8(bytes, from, to);
    return new RejectLine(
        letter.reason(),
        letter.message(),
        letter.path(),
        letter.file(),
        letter.line(),
        letter.position(),
        letter.attempts(),
        text,
        text == null ? base64(bytes, from, to) : null,
        run);
  }

  /** Reads a line of a reject file; nothing if it is none. */
  public static Optional<RejectLine> parse(byte[] bytes, int from, int to) {
    try {
      RejectLine line = Json.mapper().readValue(bytes, from, to - from, RejectLine.class);
      boolean whole = line != null && line.reason != null && line.hasContent();
      return whole ? Optional.of(line) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Returns what is known about the line. */
  public DeadLetter letter() {
    return new DeadLetter(reason, message, path, file, line, position, Math.max(1, attempts));
  }

  /** The rejected line itself. */
  public byte[] content() {
    return raw == null
        ? Base64.getDecoder().decode(rawBase64)
        : raw.getBytes(StandardCharsets.UTF_8);
  }

  private boolean hasContent() {
    return raw != null || (rawBase64 != null && rawBase64.matches("[A-Za-z0-9+/]*=*"));
  }

  byte[] toJson() {
    try {
      return Json.mapper().writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(byte[] bytes, int from, int to) {
    return Base64.getEncoder().encodeToString(Arrays.copyOfRange(bytes, from, to));
  }

  private static String utf8(byte[] bytes, int from, int to) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, from, to - from))
          .toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
