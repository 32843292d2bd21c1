package io.framecount.counter.unique;

import java.nio.ByteBuffer;

/**
 * Theta sketch that is being filled: exact up to a nominal number k of distinct values, then a
 * uniform sample of about k of them. See {@link ThetaSketch} for the rule that makes the result
 * independent of order and partition, for its error and for its bytes.
 *
 * <p>A hash that is not below theta is refused with one comparison. The table holds up to 1.5 k
 * hashes in 2 k slots before the greatest are dropped and theta is lowered, so dropping costs a few
 * nanoseconds a hash. (The idea to let the sample outgrow k between rare rebuilds is that of
 * DataSketches' QuickSelect sketch; A. Dasgupta, K. Lang, L. Rhodes, J. Thaler, "A Framework for
 * Estimating Stream Expression Cardinalities", ICDT 2016, has the theory of theta sketches.)
 */
final class ThetaCounter implements UniqueCounter {
  private static final int SMALLEST_TABLE = 16;
  private static final int ROUNDS = 8;

  private final int nominal;
  private final OrderedHashes table = new OrderedHashes(SMALLEST_TABLE, ThetaSketch.ALL);
  private long theta = ThetaSketch.ALL;
  private int limit = limit(SMALLEST_TABLE);

  /**
   * @param nominal k, a power of two from 16 to 2^26
   */
  ThetaCounter(int nominal) {
    this.nominal = nominal;
  }

  @Override
  public void add(long hash, byte[] value, int from, int length) {
    addSampled(hash >>> 1);
  }

  private void addSampled(long hash) {
    if (hash < theta && hash != 0 && table.add(hash) && table.size() > limit) {
      makeRoom();
    }
  }

  private void makeRoom() {
    if (table.capacity() < 2 * nominal) {
      table.resize(2 * table.capacity(), theta);
      limit = limit(table.capacity());
    } else {
      replace(table.ascending(theta));
    }
  }

  /** Applies the rule to the given hashes, which are ascending and below theta, and keeps them. */
  private void replace(long[] hashes) {
    int kept = Math.min(hashes.length, nominal);
    if (kept < hashes.length) {
      theta = hashes[kept];
    }
    int capacity = table.capacity();
    while (limit(capacity) < kept) {
      capacity *= 2;
    }
    table.refill(hashes, kept, capacity, theta);
    limit = limit(capacity);
  }

  private static int limit(int capacity) {
    return capacity / 4 * 3;
  }

  @Override
  public void merge(ByteBuffer bytes) {
    merge(ThetaSketch.read(bytes));
  }

  /**
   * Lays the table out anew if the other sketch is the larger one, or if theta has left the table's
   * range behind and its hashes would crowd. Otherwise adds the hashes; their order is that of the
   * table, so they come in several rounds that each spread over all of it.
   */
  void merge(ThetaSketch sketch) {
    theta = Math.min(theta, sketch.thetaAsLong());
    int incoming = sketch.below(theta);
    if (incoming > table.size() || theta < table.range() - table.range() / 8) {
      replace(sketch.unite(table.ascending(theta), incoming, nominal + 1));
      return;
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = round; i < incoming; i += ROUNDS) {
        addSampled(sketch.hash(i));
      }
    }
  }

  /** The values added so far, as an unchangeable sketch. */
  ThetaSketch toSketch() {
    return ThetaSketch.smallest(nominal, table.ascending(theta), theta);
  }

  @Override
  public byte[] toBytes() {
    return toSketch().toBytes();
  }

  @Override
  public Estimate estimate() {
    if (theta == ThetaSketch.ALL && table.size() <= nominal) {
      return Estimate.exactly(table.size());
    }
    return toSketch().estimate();
  }

  @Override
  public long sizeInBytes() {
    return (long) table.capacity() * Long.BYTES;
  }

  @Override
  public void clear() {
    boolean wellUsed = table.size() >= table.capacity() / 8;
    theta = ThetaSketch.ALL;
    table.reset(wellUsed ? table.capacity() : SMALLEST_TABLE, theta);
    limit = limit(table.capacity());
  }
}
