/**
 * The registry of formulations: what is installed, found by name, with traits that say what each can do. A module that
 * has a formulation provides a {@link org.flexopf.opf.registry.FormulationType}.
 */
package org.flexopf.opf.registry;
