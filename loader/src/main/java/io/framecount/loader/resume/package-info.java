/** Resuming a load: recognises a file, and keeps its progress. */
package io.framecount.loader.resume;
