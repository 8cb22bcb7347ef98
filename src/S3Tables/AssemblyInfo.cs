using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Floe.S3Tables.Tests")]
