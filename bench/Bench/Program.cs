using System.CommandLine;
using Floe.Bench;

var root = new RootCommand("Measures Floe beside what it stands on, in one run on one machine. Build with -c Release.")
{
    IngestBench.Command(),
    MemoryBench.Command(),
    ScanBench.Command(),
    PointQueryBench.Command(),
    QueryBench.Command(),
    AppendBench.Command(),
    StartupBench.Command(),
};
return await root.Parse(args).InvokeAsync();
