global using Ontotwin.Testing;
