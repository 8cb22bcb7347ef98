using System.Collections.Concurrent;
using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Floe.Iceberg.Catalog;
using Floe.Iceberg.IO;
using Floe.Iceberg.Metrics;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Spec;
using Floe.S3Tables.Client.Signing;
using Floe.S3Tables.Tests.Storage;
using Floe.S3Tables.Tests.TablesApi;

namespace Floe.S3Tables.Tests.Rest;

/// <summary>The Iceberg library as a client of the service: the catalog over REST, files over S3. Keeps what went over the wire, and can cut an answer off.</summary>
internal sealed class LibraryClient : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Wire _wire;
    private readonly HttpClient _http;
    private readonly AmazonS3Client _s3;
    private readonly S3FileIO _files;

    public LibraryClient(Lake lake)
    {
        _wire = new(new SigV4SigningHandler(_ => new(new AwsCredentials("test", "test", null)), "us-east-1", "s3tables", TimeProvider.System) { InnerHandler = new SocketsHttpHandler() });
        _http = new(_wire);
        _s3 = new(new BasicAWSCredentials("test", "test"), new AmazonS3Config { ServiceURL = lake.Endpoint.AbsoluteUri, AuthenticationRegion = "us-east-1", ForcePathStyle = true, MaxErrorRetry = 0 });
        _files = new(_s3, _folder.Path);
        Catalog = new(_http, new Uri(lake.Endpoint, "/iceberg"), lake.Bucket.ToString());
    }

    public RestCatalog Catalog { get; }

    /// <summary>Method, status, and idempotency key of each request, in order.</summary>
    public ConcurrentQueue<(HttpMethod Method, HttpStatusCode Status, string? Key)> Sent => _wire.Sent;

    /// <summary>The service does the next change, and its answer is lost.</summary>
    public void CutNextAnswer() => _wire.Cuts = 1;

    public Task<Table> LoadAsync(string name, ICatalog? catalog = null) => Table.LoadAsync(catalog ?? Catalog, new("ns", name), _files, TimeProvider.System, TestContext.Current.CancellationToken);

    /// <summary>A data file that only its manifest knows: the library reads no Parquet.</summary>
    public static DataFile File(Table table, long first, long last, PartitionTuple? partition = null) => new DataFile
    {
        Path = table.NewDataLocation(),
        RecordCount = last - first + 1,
        FileSizeInBytes = 1000,
        SpecId = table.Metadata.DefaultSpecId,
        Partition = partition ?? PartitionTuple.Empty,
        ValueCounts = new Dictionary<int, long> { [1] = last - first + 1 },
        NullValueCounts = new Dictionary<int, long> { [1] = 0 },
        LowerBounds = new Dictionary<int, byte[]> { [1] = SingleValue.Encode(PrimitiveType.Long, first) },
        UpperBounds = new Dictionary<int, byte[]> { [1] = SingleValue.Encode(PrimitiveType.Long, last) },
    };

    public void Dispose()
    {
        Catalog.Dispose();
        _files.Dispose();
        _s3.Dispose();
        _http.Dispose();
        _folder.Dispose();
    }

    private sealed class Wire(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        public ConcurrentQueue<(HttpMethod Method, HttpStatusCode Status, string? Key)> Sent { get; } = [];

        public int Cuts { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            Sent.Enqueue((request.Method, response.StatusCode, request.Headers.TryGetValues("Idempotency-Key", out var keys) ? keys.Single() : null));
            if (request.Method != HttpMethod.Post || Cuts == 0) return response;
            Cuts--;
            response.Dispose();
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The answer was cut off.");
        }
    }
}
