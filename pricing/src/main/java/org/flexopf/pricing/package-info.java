/** What a solved optimal power flow is worth in money: nodal prices with unit and sign. */
package org.flexopf.pricing;
