package io.framecount.counter.verify;

import io.framecount.counter.names.CountNames;
import java.util.concurrent.locks.LockSupport;

/** Verifies a count; looks again for a while if the count goes on meanwhile. */
public final class Verification {
  private static final int MOST_LOOKS = 8;
  private static final long PAUSE_NANOS = 150_000_000;

  private final Auditor inquiry;
  private final CountNames count;

  public Verification(Auditor inquiry, CountNames count) {
    this.inquiry = inquiry;
    this.count = count;
  }

  /** The verdict of a moment at which the count stood still, or else a provisional one. */
  public Verdict verdict() {
    Verdict verdict = Verdict.of(count, inquiry.look());
    for (int look = 1; look < MOST_LOOKS && verdict.provisional(); look++) {
      LockSupport.parkNanos(PAUSE_NANOS);
      verdict = Verdict.of(count, inquiry.look());
    }
    return verdict;
  }
}
