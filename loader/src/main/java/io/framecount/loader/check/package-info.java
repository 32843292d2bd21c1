/** Command {@code loader check}: whether a load would find what it needs. */
package io.framecount.loader.check;
