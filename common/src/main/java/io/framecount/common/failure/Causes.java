package io.framecount.common.failure;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A failure and what caused it. */
public final class Causes {
  /** Stack frames that Kafka's OAUTHBEARER logins put into a message. */
  private static final Pattern FRAMES = Pattern.compile("\\R\\s+(at |\\.\\.\\. \\d+ more).*");

  private Causes() {}

  /** Returns a failure and its causes, from the outermost to the innermost. */
  public static List<Throwable> of(Throwable thrown) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable t = thrown; t != null && !chain.contains(t); t = t.getCause()) {
      chain.add(t);
    }
    return chain;
  }

  /** Returns the innermost cause, which is often the informative one. */
  public static Throwable innermost(Throwable thrown) {
    List<Throwable> chain = of(thrown);
    return chain.get(chain.size() - 1);
  }

  /**
   * Returns the message without a quoted stack trace, or the name of the failure's class if it has
   * none.
   */
  public static String message(Throwable cause) {
    return cause.getMessage() == null
        ? cause.getClass().getSimpleName()
        : FRAMES.matcher(cause.getMessage()).replaceAll("").strip();
  }

  /** Returns the messages, each once: many quote the cause below them. */
  public static String messages(List<Throwable> chain) {
    List<String> said = new ArrayList<>();
    for (Throwable cause : chain) {
      String message = message(cause);
      if (said.stream().noneMatch(earlier -> earlier.contains(message))) {
        said.add(message);
      }
    }
    return String.join(": ", said);
  }
}
