/**
 * What a solved optimal power flow is worth in money: nodal prices with unit and sign, what they are made of, and how
 * far they can be trusted.
 */
package org.flexopf.pricing;
