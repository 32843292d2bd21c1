/** JSON: a scanner for the hot path, and Jackson elsewhere. */
package io.framecount.common.json;
