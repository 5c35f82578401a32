/**
 * Pools of flexible devices behind one bus, as their aggregator sees them: the best plan, what the pool can promise and
 * what it can never exceed, bids made of that, what every device does for what is cleared, and at which price to sell
 * now what may still be sold later.
 */
package org.flexopf.coordination.aggregation;
