package io.framecount.counter.ui.serve;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * The newest answers, within a bound of memory. Questions count, too, because the client decides
 * how long they are. Thread-safe.
 *
 * @param <Q> questions that are equal have one answer
 */
final class AnswerCache<Q> {
  private static final long MOST_BYTES = 8L << 20;

  /** Bytes of an entry beside its question and its answer: objects, headers, the tag. */
  static final int FIXED_BYTES = 400;

  private final Map<Q, PageAnswer> answers = new LinkedHashMap<>();
  private final ToIntFunction<Q> questionBytes;
  private long bytes;

  /**
   * @param questionBytes about what a question takes of the heap
   */
  AnswerCache(ToIntFunction<Q> questionBytes) {
    this.questionBytes = questionBytes;
  }

  /** The answer, made only if it is not known. */
  synchronized PageAnswer get(Q question, Function<Q, PageAnswer> make) {
    PageAnswer known = answers.get(question);
    if (known != null) {
      return known;
    }
    PageAnswer made = make.apply(question);
    answers.put(question, made);
    bytes += bytes(question, made);
    var oldest = answers.entrySet().iterator();
    while (bytes > MOST_BYTES && oldest.hasNext()) {
      Map.Entry<Q, PageAnswer> first = oldest.next();
      bytes -= bytes(first.getKey(), first.getValue());
      oldest.remove();
    }
    return made;
  }

  /** Returns how many answers are kept. */
  synchronized int size() {
    return answers.size();
  }

  private long bytes(Q question, PageAnswer answer) {
    return FIXED_BYTES + questionBytes.applyAsInt(question) + (long) answer.bytes();
  }
}
