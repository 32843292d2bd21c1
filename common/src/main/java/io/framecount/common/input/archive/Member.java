package io.framecount.common.input.archive;

import io.framecount.common.input.Input;
import io.framecount.common.input.InputPrefix;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A file in an archive, which is an input with a progress of its own. */
final class Member implements Input {
  /** Stands between the name of an archive and that of its member. */
  static final String INSIDE = "!/";

  private final Archive archive;
  private final int index;
  private final String path;
  private final long size;
  private final long written;
  private InputPrefix prefix;

  /**
   * @param index its place among the entries of the archive, from 0
   * @param path its name there
   * @param size in bytes, as it is stored
   * @param written when it was last written, in milliseconds since 1970; -1 if not known
   */
  Member(Archive archive, int index, String path, long size, long written) {
    this.archive = archive;
    this.index = index;
    this.path = path;
    this.size = size;
    this.written = written;
  }

  /** Notes how it begins, so that nobody has to look again. */
  void begins(InputPrefix with) {
    prefix = with;
  }

  /** Returns its name in the archive. */
  String path() {
    return path;
  }

  @Override
  public String name() {
    return archive.file().name() + INSIDE + path;
  }

  @Override
  public String place() {
    return archive.file().place() + INSIDE + path;
  }

  @Override
  public long written() {
    return written;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public Reading reading() {
    return archive.file().reading();
  }

  @Override
  public InputStream open() throws IOException {
    return archive.open(index, path);
  }

  @Override
  public boolean repeatable() {
    return true;
  }

  @Override
  public boolean packed() {
    return true;
  }

  @Override
  public Optional<InputPrefix> prefix() {
    return Optional.ofNullable(prefix);
  }
}
