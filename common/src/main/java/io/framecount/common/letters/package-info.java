/**
 * The contract of dead letters, which both commands write and read: their topic and their headers.
 */
package io.framecount.common.letters;
