/** Command {@code loader replay}: tries rejected lines again after the cause is mended. */
package io.framecount.loader.replay;
