use std::io::Read;
use kehoach::model::train::{Settings, corpus::TrainingText, train};
fn main() {
    let args: Vec<String> = std::env::args().collect();
    if args[1] == "restore" {
        let m = std::fs::read(std::env::var("KM").unwrap()).unwrap();
        let t = std::time::Instant::now();
        let r = kehoach::restore::Restorer::new(kehoach::model::Model::from_bytes(&m).unwrap());
        eprintln!("open {:?}", t.elapsed());
        let text = std::fs::read_to_string(&args[2]).unwrap();
        let t = std::time::Instant::now();
        let out = r.restore(&text);
        eprintln!("restore {:?} {} words", t.elapsed(), out.words);
        print!("{}", out.text);
        return;
    }
    let get = |k: &str, d: usize| args.iter().find_map(|a| a.strip_prefix(k)).map_or(d, |v| v.parse().unwrap());
    let mut texts = vec![];
    for a in args.iter().filter(|a| a.contains(".txt.zst")) {
        let (path, weight) = a.split_once('=').unwrap();
        let mut s = String::new();
        ruzstd::decoding::StreamingDecoder::new(std::fs::File::open(path).unwrap()).unwrap().read_to_string(&mut s).unwrap();
        texts.push(TrainingText { text: s, weight: weight.parse().unwrap() });
    }
    let mut conf = std::fs::read_to_string("/work/shared/ocr/confusions.eng.tsv").unwrap();
    let _ = &mut conf;
    let d = Settings::default();
    let st = Settings { least_count: get("min=", 20) as u64, pairs: get("pairs=", d.pairs), triples: get("triples=", d.triples), weights: get("weights=", d.weights) };
    let t = std::time::Instant::now();
    let m = train(texts, &conf, &st, &|s| eprintln!("{:?} {s}", t.elapsed())).unwrap();
    eprintln!("{:?} done {} bytes", t.elapsed(), m.len());
    std::fs::write(args.last().unwrap(), m).unwrap();
}
