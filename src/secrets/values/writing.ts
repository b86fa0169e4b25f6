// Written by `node scripts/calibrate-secrets.ts --write` from the corpus:
// surprise in quarters of a bit, in the digits of base64.
/** How surprising a class of characters is after two others: a line per class before last. */
export const CLASS_BITS: readonly string[] = [
  "BUlUYUWaAVktwmrtKUFPYISWARVn3u/jATZ3at+lBJh/Yp/iBMTomgqYHOIknVIPMMMMMMMM",
  "AUukupssVBaSQVYZYLCRTYSWJFHtzzzXZBQ1c11oBJhwwkpgGDXtnYnbKOEYpZXJMMMMMMMM",
  "EWGPaVYaDQLYbhbJSSDNdSWNFUEbtlzcHGHoXoocKWBupd00EKIcemmUJUCexfbWMMMMMMMM",
  "Atfi/vumDFah0hjlUeBUoQdgKifCoooRILRRGRRRLKIYSNIYERRKRRRRKMGRQNROMMMMMMMM",
  "A3h+lrwqKBf2iv22OcFeFSnbNNNNHNNNCLXmSRaYDJaaTTaTNNNNNNNHPMMZLILNMMMMMMMM",
  "Ask2xnwuBNk5zgw5ScEPgHSTNNHNNNNNAddpSpjdMQVkkIFNBRhhhMhhDKhbVQYMMMMMMMMM",
  "Aqcq/uajDFalvvdlaaBQnUOkREKMaaNaDQccHcccBZoooJohAilu00gfHUNWbFTMMMMMMMMM",
  "BYVhqjoOCHagmmdWcFEe2RdeFVMKaPaKCLhhRQhbCMPrrVVUUdg0uiAYGIMbVVQNMMMMMMMM",
  "AnejpclmBJhjvsrhRVDOjJfWMMMMMMMMMMMMMMMMMMMMMMMMBMh2jRgWEHOfWUZTDHW///TW",
];

/** How surprising a letter is after another, and last as the first of a run. */
export const LETTER_BITS: readonly string[] = [
  "jUPSncQoTpdNRNmRuNPKVYbeYc",
  "KdaeNfdhOWnKbgNfsPTbLlqwUq",
  "PrYkMkxOUuRShoIYrQVMSqnsap",
  "MXbTGaZiMidVZfMasTSaTeikax",
  "RbQQZWZieonRTLeWbJMPhVYTdq",
  "NkbfNSbsHpmQagLerQYQTnolX/",
  "RbcgGeVTLwpVcTTeuNSaSnkrdo",
  "KedfKlplNoleadMcmTbKNmnqat",
  "WYPSSWTqougPTJMWnWQNjWwdvX",
  "LlkcHjpnWpnamkOYmlGlQgatrt",
  "ObdYHUXcIrfXfZUYobNXUhewcu",
  "NfbUJVjhLsiNdhMcxiRSSfl0Tx",
  "KXVOIjjpOmkWSfPNqnVhWipiU0",
  "PiPNNVMkSlcbeXTaqhNJZYoogo",
  "aaSSlYXmbcZROIVRvLSRRXThfs",
  "MldZMkfWPwiNdbNR3LPQTrmiW2",
  "WljVlk1ri1uMhujfpefZBph1ur",
  "NhTUIcXkNuWcVWNbrVRSUVkvUz",
  "TjRdJfmSOuTacgQRecPJSidlWu",
  "NhXeJciPKrobbaOStPRRVjfiTv",
  "TPRUPfUxRvlPSNiR4MMMknuhsq",
  "JiclFpesI+thblUgwjYjdlrug1",
  "NhacKhkVJsiadRLbsRMapmR2pz",
  "OhQeNcZcQtpbWleKjebGclnUct",
  "PXTZSachVofPPMSLmYMOedYrZW",
  "KjigEsmeR1kdfmPq1nhnLvsvac",
  "PUNRTSUUSadUQVVPeRNQWXWggl",
];
