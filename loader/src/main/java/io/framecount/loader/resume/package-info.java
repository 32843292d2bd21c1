/**
 * What makes a load go on where it was: how a file is recognised, and where its progress is kept.
 */
package io.framecount.loader.resume;
