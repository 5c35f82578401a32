/**
 * What a distribution system operator needs: violations foreseen in forecasts, the smallest requests for flexibility
 * that remove them, where else a MW would help as well, and what is at risk.
 * {@link org.flexopf.exchange.finder.RequestFinder} is where to begin.
 */
package org.flexopf.exchange.finder;
