package io.framecount.counter.compare;

import java.util.Random;

/**
 * A text of many words that come again and again as Zipf's law has it: the n-th most frequent word
 * about 1/n as often as the first. Each word occurs at least once.
 */
final class Words {
  private Words() {}

  /** Words in a fixed random order, for a fixed seed. */
  static String[] text(int distinct, int length, long seed) {
    Random random = new Random(seed);
    String[] words = new String[length];
    for (int i = 0; i < length; i++) {
      words[i] = word(i < distinct ? i : zipf(random, distinct));
    }
    for (int i = length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      String word = words[i];
      words[i] = words[other];
      words[other] = word;
    }
    return words;
  }

  /** Inverse of the continuous distribution: its density falls with 1/n. */
  private static int zipf(Random random, int distinct) {
    return (int) Math.pow(distinct, random.nextDouble()) - 1;
  }

  /** A name for a number that looks like a word: syllables as digits. */
  private static String word(int number) {
    StringBuilder word = new StringBuilder();
    int rest = number;
    do {
      word.append("bdfgklmnprstvz".charAt(rest % 14)).append("aeiou".charAt(rest / 14 % 5));
      rest /= 70;
    } while (rest > 0);
    return word.toString();
  }
}
