/**
 * Network checks of a continuous market: how much of a trade the network takes, what limits it, and what the network is
 * like after the trades so far. They know buses and quantities, but neither orders nor prices.
 */
package org.flexopf.exchange.check;
