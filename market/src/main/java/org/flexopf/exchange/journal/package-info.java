/**
 * The memory of a market: an append-only, checksummed and chained journal of everything that was asked of it and of
 * what came of it, its replay, and snapshots from which a market starts without carrying everything out again.
 */
package org.flexopf.exchange.journal;
