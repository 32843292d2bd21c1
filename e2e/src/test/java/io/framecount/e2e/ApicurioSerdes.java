package io.framecount.e2e;

import java.io.File;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Apicurio's serializers, for launchers that are told to use serdes other than ours. */
public final class ApicurioSerdes {
  private ApicurioSerdes() {}

  /**
   * Returns the jars to put on a launcher's class path.
   *
   * @throws IllegalStateException if the jars are not on the class path of this test
   */
  public static String classPath() {
    String jars =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(jar -> jar.contains("apicurio"))
            .collect(Collectors.joining(File.pathSeparator));
    if (!jars.contains("serdes-avro-serde")) {
      throw new IllegalStateException("Apicurio's serdes are not on the class path");
    }
    return jars;
  }
}
